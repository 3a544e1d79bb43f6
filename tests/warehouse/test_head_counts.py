"""Events with a head count only and events with rows of people, counted together."""

from datetime import date

import pytest

from tests.conftest import run_warehouse
from tests.warehouse.editions import build_edition
from tests.warehouse.landed import make_writer

EVENTS = (
    "event_id,publisher,start_date,status,attendance_count,women_count,men_count",
    "heads,own,2008-05-20,completed,30,12,10",
    "parts,own,2008-05-21,completed,,5,4",
    "total,own,2008-11-03,completed,14,,",
    "zero,own,2008-11-04,completed,0,,",
    "silent,own,2008-11-05,completed,,,",
    "ahead,own,2008-12-01,planned,25,,",
    "rows,own,2008-06-02,completed,3,2,1",
    "differing,own,2008-06-03,completed,9,,",
    "heads,partner,2008-06-04,completed,7,,",
    "mpp-2008-1,own,2008-04-22,completed,58,,",
    "moved,own,2008-07-01,completed,,,",
)
CORRECTED = (
    "event_id,start_date,status,scope",
    "moved,2008-07-01,completed,institution",
)
ATTENDANCE = (
    "event_id,publisher,participant_id,sex,category",
    "rows,own,p1,female,local_government",
    "rows,own,p2,female,other",
    "rows,own,p3,male,other",
    "differing,own,p1,female,local_government",
    "differing,own,p4,,",
    "moved,own,p9,female,other",
)
TOTAL = 30 + 9 + 14 + 0 + 3 + 2 + 7 + 58


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    folder = tmp_path_factory.mktemp("heads")
    write = make_writer(folder)
    first = (
        write("training_events.csv", *EVENTS),
        write("attendance.csv", *ATTENDANCE),
    )
    done = run_warehouse("ingest", *map(str, first), folder=folder / "warehouse")
    assert done.returncode == 0, done.stderr
    corrected = write("corrected.csv", *CORRECTED)
    return build_edition("live", folder / "warehouse", corrected)


def fetch_values(edition, metric, dimension, grain="programme", period="2007-01-01"):
    rows = edition.ask(
        f"""
        select member, value, state
        from marts.mart_metric_value
        where
            metric = '{metric}' and scope = 'programme' and grain = '{grain}'
            and period = date '{period}' and dimension = '{dimension}'
        """
    )
    return {member: (value, state) for member, value, state in rows}


def test_every_event_counts_once(edition):
    found = dict(
        edition.ask(
            "select event_id, attendance_count from marts.mart_training"
            " where provenance = 'imported'"
        )
    )
    assert found == {
        "heads": 30,
        "parts": 9,
        "total": 14,
        "zero": 0,
        "silent": None,
        "ahead": None,
        "rows": 3,
        "differing": 2,
        "partner:heads": 7,
        "moved": 1,
    }


def test_a_published_event_takes_the_head_count_of_its_register(edition):
    (row,) = edition.ask(
        "select attendance_count, attendance_state, provenance, attendance_provenance,"
        " end_date from marts.mart_training where event_id = 'mpp-2008-1'"
    )
    assert row == (58, "value", "reported", "imported", date(2008, 4, 25))


def test_a_corrected_event_takes_its_attendances_to_its_new_scope(edition):
    events = edition.ask(
        "select scope from marts.fct_training_event where event_id = 'moved'"
    )
    people = edition.ask(
        "select scope from marts.fct_attendance where event_id = 'moved'"
    )
    assert events == people == [("institution",)]


def test_attendances_are_the_sum_of_both_kinds(edition):
    assert fetch_values(edition, "attendances", "total") == {"total": (TOTAL, "value")}
    year = fetch_values(edition, "attendances", "total", "year", "2008-01-01")
    assert year == {"total": (TOTAL, "value")}
    month = fetch_values(edition, "attendances", "total", "month", "2008-05-01")
    assert month == {"total": (39, "value")}


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        ("sex", {"female": 12 + 5 + 3, "male": 10 + 4 + 1, "not_reported": 30 + 58}),
        ("age_band", {"not_reported": TOTAL}),
        ("organisation_type", {"not_reported": TOTAL}),
        ("municipality", {"not_reported": TOTAL}),
        ("region", {"not_reported": TOTAL}),
        (
            "participant_category",
            {"local_government": 2, "other": 2, "not_reported": TOTAL - 4},
        ),
    ],
)
def test_parts_add_up_to_the_total(edition, dimension, expected):
    found = fetch_values(edition, "attendances", dimension)
    assert {member: value for member, (value, _) in found.items()} == expected
    assert sum(expected.values()) == TOTAL


def test_a_pair_of_dimensions_adds_up_too(edition):
    (total,) = edition.ask(
        "select sum(value) from marts.mart_metric_cell where metric = 'attendances'"
        " and scope = 'programme' and grain = 'programme'"
        " and dimension = 'participant_category' and dimension_2 = 'sex'"
    )
    assert total == (TOTAL,)


def test_women_are_a_share_of_those_whose_sex_is_known(edition):
    (share,) = edition.ask(
        "select value, numerator, denominator, n from marts.mart_metric_value"
        " where metric = 'women_share_ratio' and scope = 'programme'"
        " and grain = 'programme' and dimension = 'total'"
    )
    # One of those who are known by name came twice.
    assert share == (20 / 35, 20, 35, 34)


def test_people_are_not_reported_where_heads_have_no_identity(edition):
    (row,) = edition.ask(
        "select value, state, identity_coverage_pct from marts.mart_metric_value"
        " where metric = 'people_reached' and scope = 'programme'"
        " and grain = 'programme' and dimension = 'total'"
    )
    assert row == (None, "not_reported", pytest.approx(100 * 5 / TOTAL))
    assert edition.ask("from marts.mart_participation_frequency") == []


def test_an_event_s_page_splits_its_head_count(edition):
    rows = edition.ask(
        "select dimension, member, attendance_count"
        " from marts.mart_training_participant"
        " where event_id = 'heads' and dimension in ('sex', 'age_band')"
    )
    assert set(rows) == {
        ("sex", "female", 12),
        ("sex", "male", 10),
        ("sex", "not_reported", 8),
        ("age_band", "not_reported", 30),
    }


def test_a_head_count_that_differs_from_the_rows_is_named(edition):
    assert "assert_head_counts_agree_with_the_rows" in edition.warnings


def test_numbers_of_another_publisher_are_other_events(edition):
    rows = edition.ask(
        "select event_id, attendance_count from marts.fct_head_count"
        " where event_id like '%heads' order by event_id, attendance_count"
    )
    assert rows == [
        ("heads", 8),
        ("heads", 10),
        ("heads", 12),
        ("partner:heads", 7),
    ]
