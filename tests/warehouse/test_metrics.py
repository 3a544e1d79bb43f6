"""What the mart of values says where there is none, and of whose rows it is made."""

from datetime import date

import polars as pl
import pytest

from warehouse.reading import open_release
from warehouse.releases import find_served
from warehouse.settings import Settings

SEEDS = Settings().programme_dir / "seeds"
GAPS = {"not_published", "not_applicable", "not_yet_due"}


@pytest.fixture(scope="module")
def release_file(demo_warehouse):
    settings = Settings(dir=demo_warehouse)
    served = find_served(settings)
    opened = open_release(served.release, settings)
    yield opened
    opened.close()


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


def test_what_has_begun_in_a_real_scope_is_published_or_not(release_file):
    """What the programme did not publish reads so, whoever would have reported it."""
    early = release_file.fetch(
        """
        select metric, scope, grain, period
        from marts.mart_metric_value
        inner join marts.dim_scope using (scope)
        where state = 'not_yet_due' and not is_illustrative and period <= as_of_date
        """
    )
    assert early.is_empty(), early


def test_the_programme_has_the_figures_it_published_and_no_others(release_file):
    """What is published as a figure, or adds up from published events and the like."""
    told = release_file.fetch(
        """
        select distinct metric, value is not null as is_known, state
        from marts.mart_metric_value
        where scope = 'programme'
        """
    )
    published = list_published("published_figures", "value") | list_published(
        "published_checks", "expected"
    )
    known = told.filter("is_known")
    assert set(known["metric"]) == published
    assert set(told.filter(~pl.col("metric").is_in(published))["state"]) <= GAPS
    assert set(told["metric"]) - published


def list_published(seed, column):
    """The programme's metrics of which a seed says a number."""
    rows = pl.read_csv(SEEDS / f"{seed}.csv", infer_schema_length=None)
    own = rows.filter(pl.col(column).is_not_null(), scope="programme")
    return set(own["metric"].drop_nulls())
