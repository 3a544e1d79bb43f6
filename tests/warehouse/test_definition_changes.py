"""What counts as a changed definition, and what stays said of it in later releases."""

import json

import pytest

from tests.warehouse.compared_build import (
    measure,
    meta,
    metric,
    semantic_model,
    start_build,
)
from warehouse.releases import find_served, list_releases


@pytest.fixture
def build(demo_warehouse, tmp_path):
    return start_build(demo_warehouse, tmp_path / "target")


def test_the_same_definitions_make_no_entry(build, demo_settings):
    predecessor = build.land()
    assert predecessor.is_compared
    assert predecessor.release == build.previous.id
    assert build.entries == set()
    for release in list_releases(demo_settings):
        assert release.info.row_counts["mart_definition_change"] == 0
        assert release.info.row_counts["mart_recomputed_value"] == 0
    newest, first = list_releases(demo_settings)
    assert newest.info.predecessor.release == first.id
    assert newest.info.predecessor.is_compared
    assert first.info.predecessor.release is None


def _refilter(content):
    where = metric(content, "trainings_held")["filter"]["where_filters"][0]
    where["where_sql_template"] = "{{ Dimension('training_event__status') }} = 'x'"


def _refilter_part(content):
    where = metric(content, "attendances_of_women")["filter"]["where_filters"][0]
    where["where_sql_template"] = "{{ Dimension('attendance__sex') }} <> 'male'"


def _refilter_companion(content):
    where = metric(content, "people_reached_over_programme")["filter"]
    where["where_filters"][0]["where_sql_template"] += " and 1 = 1"


def _move_date(content):
    model = semantic_model(content, "attendances")
    named = {d["name"]: d for d in model["dimensions"]}
    named["attended_month"]["expr"] = "registered_date"


def _leave_unfilled(content):
    metric(content, "attendances")["type_params"]["measure"]["fill_nulls_with"] = None


CHANGES = [
    (_refilter, "trainings_held", "filter"),
    (_refilter_part, "women_share_ratio", "filter"),
    (_refilter_companion, "people_reached", "filter"),
    (_move_date, "attendances", "period_date"),
    (_move_date, "women_share_ratio", "period_date"),
    (_leave_unfilled, "attendances", "gaps"),
    (
        lambda c: measure(c, "contact_hour_sum").update(agg="max"),
        "person_hours",
        "formula",
    ),
    (
        lambda c: measure(c, "contact_hour_sum").update(expr="1"),
        "person_hours",
        "formula",
    ),
    (
        lambda c: semantic_model(c, "attendances")["node_relation"].update(alias="x"),
        "attendances",
        "model",
    ),
    (
        lambda c: meta(c, "attendances")["definition"].update(ru="Иначе."),
        "attendances",
        "definition",
    ),
    (
        lambda c: meta(c, "attendances")["counting_rule"].update(en="Other."),
        "attendances",
        "counting_rule",
    ),
    (lambda c: meta(c, "attendances")["unit"].update(en="x"), "attendances", "unit"),
    (
        lambda c: meta(c, "attendances").update(direction="none"),
        "attendances",
        "direction",
    ),
    (
        lambda c: meta(c, "attendances").update(percent_met="x"),
        "attendances",
        "percent_met",
    ),
    (
        lambda c: meta(c, "attendances")["rollup"].update(time="none"),
        "attendances",
        "rollup_time",
    ),
    (
        lambda c: meta(c, "attendances").update(
            deviation={"threshold": 5, "in": "points"}
        ),
        "attendances",
        "deviation",
    ),
    (
        lambda c: meta(c, "attendances")["grains"].remove("month"),
        "attendances",
        "grains",
    ),
    (
        lambda c: meta(c, "attendances")["dimensions"].remove("sex"),
        "attendances",
        "dimensions",
    ),
]


@pytest.mark.parametrize(("change", "name", "named"), CHANGES)
def test_a_changed_field_is_an_entry_in_every_scope(build, change, name, named):
    build.edit("semantic_manifest.json", change)
    build.land()
    scopes = meta(
        json.loads((build.target / "semantic_manifest.json").read_text()), name
    )["scopes"]
    found = {entry for entry in build.entries if entry[0] == name}
    assert found == {(name, scope, "changed", named) for scope in scopes}


def test_an_entry_says_what_was_and_what_is(build):
    build.edit("semantic_manifest.json", _refilter)
    build.edit(
        "semantic_manifest.json",
        lambda c: meta(c, "trainings_held")["definition"].update(
            en="New.", ru="Новое."
        ),
    )
    build.land()
    rows = {
        name: texts
        for name, *texts in build.ask(
            "select distinct field, before_text_en, before_text_ru, "
            "after_text_en, after_text_ru, release_before"
        )
    }
    assert rows["filter"][0] == "event_kind = 'training' and status = 'completed'"
    assert rows["filter"][2:] == ["status = 'x'", "status = 'x'", build.previous.id]
    before_en, before_ru, *after = rows["definition"]
    assert before_en.startswith("Trainings of")
    assert before_ru.startswith("Состоявшиеся")
    assert after == ["New.", "Новое.", build.previous.id]


def test_figures_of_a_changed_metric_are_kept_as_they_were(build, demo_settings):
    build.edit("semantic_manifest.json", _refilter)
    build.land()
    rows = build.ask("select metric, as_of_date, value", table="values_before")
    assert {name for name, _, _ in rows} == {"trainings_held"}
    dates = set(find_served(demo_settings).release.info.as_of.values())
    assert {day for _, day, _ in rows} <= dates
    assert any(value for _, _, value in rows)


def _add_scope(content):
    meta(content, "trainings_held")["scopes"].append("institution")


def test_a_new_and_a_removed_metric_are_entries(build):
    build.edit("semantic_manifest.json", _add_scope)
    build.edit(
        "semantic_manifest.json",
        lambda c: c["metrics"].remove(metric(c, "completers")),
    )
    build.land()
    assert build.entries == {
        ("trainings_held", "institution", "added", "metric"),
        ("completers", "programme", "removed", "metric"),
        ("completers", "example", "removed", "metric"),
    }
    (texts,) = build.ask(
        "select distinct before_text_ru, after_text_ru",
        table="definition_changes where kind = 'removed'",
    )
    assert texts == ("Завершившие обучение", None)


def _rename_measure(content):
    measure(content, "contact_hour_sum")["name"] = "hours"
    metric(content, "person_hours")["type_params"]["measure"]["name"] = "hours"


def _reword(content):
    own = meta(content, "attendances")
    own["names"]["en"] = "Otherwise called"
    own["pirs"]["rationale"] = {"en": "x", "ru": "x"}
    own["pirs"]["responsible"] = {"en": "x", "ru": "x"}
    own["sort_order"] = 1
    metric(content, "attendances")["label"] = "x"


def _offer_more(content):
    own = meta(content, "person_hours")
    own["grains"] = [*own["grains"], "month"]
    own["dimensions"] = [*own["dimensions"], "sex"]


@pytest.mark.parametrize("change", [_rename_measure, _reword, _offer_more])
def test_what_changes_no_meaning_is_no_entry(build, change):
    build.edit("semantic_manifest.json", change)
    build.land()
    assert build.entries == set()
