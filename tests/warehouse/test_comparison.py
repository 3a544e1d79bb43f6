"""Two releases with known edits: the comparison names exactly those."""

import json
import shutil
from datetime import date

import pytest
from python_calamine import load_workbook

from tests.conftest import REPOSITORY, run_warehouse
from tests.warehouse.editions import build_edition
from tests.warehouse.landed import make_writer

AS_OF = "2010-06-15"
HEADER = "event_id,start_date,end_date,attendance_count"
ATTENDANCES = """\
        name: attendance_count
        fill_nulls_with: 0
"""
SEX_KNOWN = """\
    filter: |
      {{ Dimension('attendance__sex') }} <> 'not_reported'
"""
DAYS = "        training_events.training_days,\n"
ONE_DAY_LESS = """\
        training_events.training_days
        - case when training_events.event_id = 'e-kept' then 1 else 0 end
            as training_days,
"""
KEPT = (
    "e-kept,2009-03-10,2009-03-11,20",
    "e-corrected,2009-05-11,2009-05-12,30",
)
EVENTS = "trainings_held"


@pytest.fixture(scope="module")
def edits(tmp_path_factory):
    """A release, one of other rows and targets, and one of another project."""
    folder = tmp_path_factory.mktemp("edits")
    write = make_writer(folder)
    warehouse = folder / "warehouse"
    build_edition(
        "live",
        warehouse,
        write("first.csv", HEADER, *KEPT),
        write("withdrawn.csv", HEADER, "e-withdrawn,2009-07-10,2009-07-11,40"),
        as_of=AS_OF,
    )
    withdraw(warehouse, "withdrawn.csv")
    rows = write(
        "second.csv",
        HEADER,
        "e-corrected,2009-05-11,2009-05-14,35",
        "e-late,2009-03-20,2009-03-21,50",
        "e-new,2010-06-01,2010-06-02,60",
    )
    build_edition("live", warehouse, rows, as_of=AS_OF)
    project = change_project(folder)
    build_edition("live", warehouse, as_of=AS_OF, WAREHOUSE_PROJECT_DIR=str(project))
    return warehouse


def withdraw(warehouse, name):
    """Take a file back the way docs say: by removing the folder of its load."""
    (load,) = [
        path.parent
        for path in (warehouse / "staged" / "loads").glob("*/load.json")
        if name in path.read_text("utf-8")
    ]
    shutil.rmtree(load)


def change_project(folder):
    """Another definition of one indicator, another model behind others."""
    project = folder / "project"
    shutil.copytree(REPOSITORY / "dbt_project", project)
    replace(
        project / "models/metrics/attendances.yml",
        ATTENDANCES,
        ATTENDANCES + SEX_KNOWN,
    )
    replace(
        project / "models/intermediate/metrics/int_metrics__training_events_scoped.sql",
        DAYS,
        ONE_DAY_LESS,
    )
    return project


def replace(path, before, after):
    """Edit the first place where a file says so."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.fixture(scope="module")
def compare(edits):
    releases = sorted(path.name for path in (edits / "releases").iterdir())

    def run(before, after, *options):
        done = run_warehouse(
            *("diff", releases[before], releases[after], "--format", "json", *options),
            folder=edits,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def read_causes(answer, metric, grain):
    """Causes of the totals of one metric, by period."""
    return {
        (move["period"], move["measure"]): move["causes"]
        for move in answer["moves"]
        if (move["metric"], move["grain"], move["dimension"])
        == (metric, grain, "total")
    }


def test_each_edit_of_rows_is_named_where_it_moved_a_figure(compare):
    answer = compare(0, 1)
    assert answer["definitions"] == []
    months = read_causes(answer, "attendances", "month")
    known = {
        period: causes
        for (period, _), causes in months.items()
        if causes != ["changed_coverage"]
    }
    assert known == {
        "2009-03-01": ["late_data"],
        "2009-05-01": ["corrected_rows"],
        "2009-07-01": ["withdrawn_rows"],
        "2010-06-01": ["new_rows"],
    }


def test_periods_that_a_longer_register_covers_are_named_as_such(compare):
    months = read_causes(compare(0, 1), EVENTS, "month")
    covered = {p for (p, _), causes in months.items() if causes == ["changed_coverage"]}
    assert "2009-12-01" in covered
    assert "2009-07-01" not in covered


def test_a_period_of_several_edits_names_each(compare):
    years = read_causes(compare(0, 1), "attendances", "fiscal_year")
    assert years["2008-10-01", "value"] == [
        "corrected_rows",
        "late_data",
        "withdrawn_rows",
    ]


def test_a_row_that_was_corrected_within_a_period_moves_nothing_there(compare):
    held = read_causes(compare(0, 1), EVENTS, "programme")
    causes = {cause for causes in held.values() for cause in causes}
    assert causes == {"new_rows", "withdrawn_rows"}


def test_only_periods_that_were_over_are_restated(compare):
    restated = {
        move["period"]: move["is_restated"]
        for move in compare(0, 1)["moves"]
        if (move["metric"], move["grain"], move["dimension"])
        == ("attendances", "month", "total")
    }
    assert restated["2009-03-01"]
    assert not restated["2010-06-01"]
    assert all(
        date.fromisoformat(p) < date(2010, 6, 1) for p, r in restated.items() if r
    )


def test_rows_are_counted_by_what_became_of_them(compare):
    rows = {row.pop("fact"): row for row in compare(0, 1)["rows"]}
    assert rows["fct_training_event"] == {
        "provenance": "imported",
        "rows_added": 2,
        "rows_superseded": 1,
        "rows_withdrawn": 1,
    }


def test_edits_of_the_project_are_named_by_what_they_change(compare):
    answer = compare(1, 2)
    causes = {(m["metric"], cause) for m in answer["moves"] for cause in m["causes"]}
    assert causes == {
        ("attendances", "changed_definition"),
        ("training_days", "changed_model"),
    }
    fields = {(d["metric"], d["field"]) for d in answer["definitions"]}
    assert ("attendances", "filter") in fields
    assert ("training_days", "sql") in fields
    assert answer["rows"] == []


def test_a_release_beside_itself_has_no_difference(compare):
    answer = compare(1, 1)
    lists = ("moves", "definitions", "rows", "targets", "inputs")
    assert all(answer[name] == [] for name in lists)


def test_the_way_back_has_the_same_figures_with_the_signs_turned(compare):
    there, back = (
        {
            (
                m["metric"],
                m["scope"],
                m["grain"],
                m["period"],
                m["dimension"],
                m["member"],
                m["measure"],
            ): m["difference"]
            for m in compare(*sides)["moves"]
        }
        for sides in ((0, 1), (1, 0))
    )
    assert there.keys() == back.keys()
    assert all(back[key] == (None if d is None else -d) for key, d in there.items())


def test_the_workbook_holds_every_figure_that_moved(compare, tmp_path):
    out = tmp_path / "moved.xlsx"
    answer = compare(0, 1, "--out", str(out))
    sheets = load_workbook(out)
    figures = sheets.get_sheet_by_name("Figures").to_python()
    assert len(figures) == len(answer["moves"]) + 1
    assert sheets.sheet_names[0] == "Releases"


def test_the_wrong_order_is_said(edits):
    earlier, *_, later = sorted(path.name for path in (edits / "releases").iterdir())
    done = run_warehouse("diff", later, earlier, folder=edits)
    assert "The first release is the newer one" in done.stdout


def test_an_unknown_release_is_refused(edits):
    done = run_warehouse("diff", "nothing", "nowhere", folder=edits)
    assert done.returncode == 2
    assert "nothing" in done.stderr
