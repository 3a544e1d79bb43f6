"""What counts as a changed definition, and what stays said of it in later releases."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from warehouse.checksums import compute_checksum
from warehouse.definition_changes import land_definition_changes
from warehouse.releases import Release, find_served, list_releases, publish
from warehouse.settings import Settings

PROJECT = "donor_warehouse"


@dataclass
class Build:
    """A build that has got as far as its manifests, after a demo release."""

    target: Path
    settings: Settings
    entries: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def previous(self) -> Release:
        return find_served(self.settings).release

    def land(self, edition="demo"):
        """What is compared with, and the entries as metric, scope, kind and field."""
        file = self.target / "internal.duckdb"
        predecessor = land_definition_changes(file, self.target, edition, self.settings)
        self.entries = set(self.ask("select metric, scope, kind, field", file))
        return predecessor

    def ask(self, select, file=None, table="definition_changes"):
        with duckdb.connect(str(file or self.target / "internal.duckdb")) as connection:
            return connection.execute(f"{select} from landed.{table}").fetchall()

    def edit(self, name, change):
        """Change one manifest as an edit of the project would have."""
        content = json.loads((self.target / name).read_text("utf-8"))
        change(content)
        (self.target / name).write_text(json.dumps(content), "utf-8")


@pytest.fixture
def build(demo_warehouse, tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    settings = Settings(dir=demo_warehouse)
    folder = find_served(settings).release.path
    for name in ("manifest.json", "semantic_manifest.json"):
        shutil.copyfile(folder / name, target / name)
    return Build(target, settings)


def metric(content, name):
    return next(m for m in content["metrics"] if m["name"] == name)


def meta(content, name):
    return metric(content, name)["config"]["meta"]


def measure(content, name):
    measures = [m for model in content["semantic_models"] for m in model["measures"]]
    return next(m for m in measures if m["name"] == name)


def semantic_model(content, name):
    return next(m for m in content["semantic_models"] if m["name"] == name)


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
    named["attended_date"]["expr"] = "registered_date"


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


def model(content, name):
    return content["nodes"][f"model.{PROJECT}.{name}"]


def _recomment(content):
    node = model(content, "fct_attendance")
    node["raw_code"] = "-- it's new\n" + node["raw_code"].replace("\n", "\n\n")


def _add_facts(content):
    seed = content["nodes"][f"seed.{PROJECT}.published_training_events"]
    seed["checksum"]["checksum"] = "0"


def _recompile(content):
    for node in content["nodes"].values():
        node["compiled_code"] = "select 1"


@pytest.mark.parametrize("change", [_recomment, _add_facts, _recompile])
def test_code_that_says_the_same_and_new_facts_are_no_entry(build, change):
    build.edit("manifest.json", change)
    build.land()
    assert build.entries == set()


def _rewrite_model(content):
    model(content, "int_metrics__projects_scoped")["raw_code"] += " where '--' = 'x'"


def _rewrite_macro(content):
    content["macros"][f"macro.{PROJECT}.age_band"]["macro_sql"] += " "
    content["macros"][f"macro.{PROJECT}.age_band"]["macro_sql"] += "+ 1"


def _move_threshold(content):
    seed = content["nodes"][f"seed.{PROJECT}.training_thresholds"]
    seed["checksum"]["checksum"] = "0"


@pytest.mark.parametrize(
    ("change", "name", "other", "culprit"),
    [
        (
            _rewrite_model,
            "city_projects_agreed",
            "attendances",
            "int_metrics__projects",
        ),
        (_rewrite_macro, "attendances", "city_projects_agreed", "age_band"),
        (
            _move_threshold,
            "trainings_held",
            "city_projects_agreed",
            "training_thresholds",
        ),
    ],
)
def test_changed_code_behind_a_figure_is_an_entry(build, change, name, other, culprit):
    build.edit("manifest.json", change)
    build.land()
    fields = {(entry[0], *entry[2:]) for entry in build.entries}
    assert (name, "changed", "sql") in fields
    assert not [entry for entry in build.entries if entry[0] == other]
    rows = build.ask("select distinct before_text_en, after_text_en")
    for before, after in rows:
        assert culprit in before
        assert culprit in after
        assert before != after


def test_other_editions_and_programmes_are_not_compared(build):
    assert build.land("live").release is None
    assert build.entries == set()
    other = build.settings.model_copy(update={"programme": "other"})
    assert Build(build.target, other).land().release is None


def test_the_first_release_has_nothing_to_compare_with(build, tmp_path):
    first = Build(build.target, Settings(dir=tmp_path / "empty"))
    predecessor = first.land()
    assert (predecessor.release, predecessor.is_compared) == (None, False)
    assert first.entries == set()


def test_after_a_rollback_the_release_served_is_the_one_before(build, warehouse_copy):
    settings = Settings(dir=warehouse_copy)
    oldest = list_releases(settings)[-1]
    publish(oldest.id, settings)
    assert Build(build.target, settings).land().release == oldest.id


def _damage(path):
    path.write_bytes(path.read_bytes()[:-1] + b"]")


def _reseal(path, text):
    """A manifest of a version that we do not know, sealed as it is."""
    path.write_text(text)
    info = path.with_name("release.json")
    content = json.loads(info.read_text())
    content["checksums"][path.name] = compute_checksum(path).model_dump()
    info.write_text(json.dumps(content))


@pytest.mark.parametrize(
    "spoil",
    [
        Path.unlink,
        _damage,
        lambda path: _reseal(path, "[]"),
        lambda path: _reseal(path, "{}"),
        lambda path: _reseal(path, '{"metrics": [{}], "semantic_models": 7}'),
        lambda path: _reseal(path, "[" * 100_000),
    ],
)
@pytest.mark.parametrize("name", ["manifest.json", "semantic_manifest.json"])
def test_an_unreadable_manifest_is_said_and_stops_nothing(
    build, warehouse_copy, spoil, name
):
    settings = Settings(dir=warehouse_copy)
    release = find_served(settings).release
    spoil(release.path / name)
    after = Build(build.target, settings)
    predecessor = after.land()
    assert (predecessor.release, predecessor.is_compared) == (release.id, False)
    assert after.entries == set()
