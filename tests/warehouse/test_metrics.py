"""Metrics against an independent SQL formulation of the same definition."""

from datetime import date

import pytest

from warehouse.reading import open_release
from warehouse.releases import find_served
from warehouse.settings import Settings

FORMULATIONS = {
    "trainings_held by month": (
        """
        select 'trainings_held' metric, 'month' grain,
            date_trunc('month', end_date)::date period, 'total' dimension,
            'total' member, count(*)::double figure
        from marts.fct_training_event
        where scope = $scope and status = 'completed' and event_kind = 'training'
        group by all
        """,
        ("programme", "example"),
    ),
    "training_days by US fiscal year": (
        """
        select 'training_days' metric, 'fiscal_year' grain,
            make_date(year(end_date) - (month(end_date) < 10)::int, 10, 1) period,
            'total' dimension, 'total' member,
            sum(date_diff('day', start_date, end_date) + 1)::double figure
        from marts.fct_training_event
        where scope = $scope and status = 'completed' and event_kind = 'training'
        group by all
        """,
        ("programme", "example"),
    ),
    "attendances by month and category": (
        """
        select 'attendances' metric, 'month' grain,
            date_trunc('month', e.end_date)::date period,
            'participant_category' dimension,
            a.participant_category_code member, count(*)::double figure
        from marts.fct_attendance a
        join marts.fct_training_event e using (event_id)
        where e.status = 'completed' and (
            a.scope = $scope or ($scope = 'institution' and a.scope = 'programme')
        )
        group by all
        """,
        ("institution", "example"),
    ),
    "people reached by US fiscal year": (
        """
        select 'people_reached' metric, 'fiscal_year' grain,
            make_date(year(e.end_date) - (month(e.end_date) < 10)::int, 10, 1) period,
            'total' dimension, 'total' member,
            count(distinct a.participant_key)::double figure
        from marts.fct_attendance a
        join marts.fct_training_event e using (event_id)
        where e.status = 'completed' and (
            a.scope = $scope or ($scope = 'institution' and a.scope = 'programme')
        )
        group by all
        """,
        ("institution", "example"),
    ),
    "people of 15 hours over the programme": (
        """
        with hours as (
            select participant_key, sum(a.contact_hours) as hours
            from marts.fct_attendance a
            join marts.fct_training_event e using (event_id)
            where e.status = 'completed' and participant_key is not null and (
                a.scope = $scope or ($scope = 'institution' and a.scope = 'programme')
            )
            group by all
        )
        select 'people_15_contact_hours' metric, 'programme' grain,
            make_date(start_year, 1, 1) period, 'total' dimension, 'total' member,
            count(*) filter (hours >= 15)::double figure
        from hours, marts.dim_scope where scope = $scope
        group by all
        """,
        ("institution", "example"),
    ),
    "share of women by year": (
        """
        select 'women_share_ratio' metric, 'year' grain,
            date_trunc('year', e.end_date)::date period, 'total' dimension,
            'total' member,
            count(*) filter (a.sex = 'female')
                / count(*) filter (a.sex <> 'not_reported') figure
        from marts.fct_attendance a
        join marts.fct_training_event e using (event_id)
        where e.status = 'completed' and (
            a.scope = $scope or ($scope = 'institution' and a.scope = 'programme')
        )
        group by all
        """,
        ("institution", "example"),
    ),
}

COMPARE = """
    with formulated as ({formulation}),
    marted as (
        select metric, grain, period, dimension, member,
            coalesce(register_value, value) figure
        from marts.mart_metric_value
        where scope = $scope and coalesce(value, 0) <> 0
            and (metric, grain) in (select (metric, grain) from formulated)
            and dimension in (select dimension from formulated)
    )
    select *
    from formulated full join marted using (metric, grain, period, dimension, member)
    where coalesce(abs(formulated.figure - marted.figure), 1) > 1e-9
"""


@pytest.fixture(scope="module")
def release_file(demo_warehouse):
    settings = Settings(dir=demo_warehouse)
    served = find_served(settings)
    opened = open_release(served.release, settings)
    yield opened
    opened.close()


CASES = [
    (name, scope) for name, (_, scopes) in FORMULATIONS.items() for scope in scopes
]


@pytest.mark.parametrize(("name", "scope"), CASES)
def test_a_metric_equals_its_independent_formulation(release_file, name, scope):
    formulation, _ = FORMULATIONS[name]
    behind = release_file.fetch(
        f"select count(*) n from ({formulation})", {"scope": scope}
    )
    assert behind["n"][0] > 0
    different = release_file.fetch(
        COMPARE.format(formulation=formulation), {"scope": scope}
    )
    assert different.is_empty(), different


def test_a_calendar_year_says_nothing_of_a_fiscal_one(release_file):
    figures = release_file.fetch(
        """
        select grain, period, value, state
        from marts.mart_metric_value
        where metric = 'participants_published' and dimension = 'total'
        order by grain, period
        """
    )
    assert figures.rows() == [
        ("fiscal_year", date(2007, 10, 1), None, "not_published"),
        ("fiscal_year", date(2008, 10, 1), None, "not_published"),
        ("year", date(2008, 1, 1), 19962.0, "value"),
    ]


def test_every_declared_scope_grain_and_period_has_one_total(release_file):
    """Periods are those that a scope's years touch; a fiscal year may begin earlier."""
    wrong = release_file.fetch(
        """
        with expected as (
            select scope, unnest([1, 4, 12, 1, 4]) * (end_year - start_year + 1)
                    + unnest([0, 0, 0, 1, 0]) as periods,
                unnest(['year', 'quarter', 'month', 'fiscal_year', 'fiscal_quarter'])
                    as grain
            from marts.dim_scope
            union all
            select scope, 1, 'programme' from marts.dim_scope
        ),
        found as (
            select metric, scope, grain, count(*) periods, count(distinct period) kinds
            from marts.mart_metric_value
            where dimension = 'total'
            group by all
        )
        select found.*, expected.periods as expected_periods
        from found left join expected using (scope, grain)
        where found.periods is distinct from expected.periods
            or found.periods <> found.kinds
        """
    )
    assert wrong.is_empty(), wrong


def test_a_gap_says_which_gap_it_is(release_file):
    states = release_file.fetch(
        """
        select period::text period, state from marts.mart_metric_value
        where metric = 'trainings_held' and scope = 'programme' and grain = 'year'
        and dimension = 'total' order by period
        """
    )
    assert dict(states.iter_rows()) == {
        "2007-01-01": "not_published",
        "2008-01-01": "value",
        "2009-01-01": "value",
        "2010-01-01": "not_yet_due",
        "2011-01-01": "not_yet_due",
    }


def test_illustrative_attendances_never_become_the_programmes_figure(release_file):
    rows = release_file.fetch(
        "select count(*) n from marts.fct_attendance where scope = 'programme'"
    )
    assert rows["n"][0] > 0
    figures = release_file.fetch(
        """
        select distinct state from marts.mart_metric_value
        where scope = 'programme' and metric in ('attendances', 'people_reached')
        """
    )
    assert set(figures["state"]) <= {"not_published", "not_yet_due"}
