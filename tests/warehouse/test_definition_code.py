"""Changed code behind a figure is a changed definition; the same code is none."""

import pytest

from tests.warehouse.compared_build import PROJECT, start_build


@pytest.fixture
def build(demo_warehouse, tmp_path):
    return start_build(demo_warehouse, tmp_path / "target")


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
