"""Lines that a reader adds up, in plain SQL over the public file.

Knows nothing of how the edition was made: of a whole and its parts, whoever sees all
but one can tell that one.
"""

import pytest

from tests.warehouse.two_editions import KEY, open_both
from warehouse.releases import find_served
from warehouse.settings import Settings

CELLS = f"""
create temp table cells as
select {KEY}, i.value, p.value is not null as is_seen
from internal.marts.mart_metric_value as i
left join public.marts.mart_metric_value as p using ({KEY})
where i.value > 0
"""

# Each gives rows of a line's name, and of the value and is_seen of one of its cells.
MONTHS_OF_A_QUARTER = """
select
    (metric, scope, dimension, member, date_trunc('quarter', period)) as line,
    value, is_seen
from cells
where metric = 'attendances' and grain in ('month', 'quarter')
    and dimension in ('total', 'sex', 'participant_category', 'age_band')
"""
QUARTERS_OF_A_FISCAL_YEAR = """
select
    (metric, scope, dimension, member, if(
        grain = 'fiscal_year', period,
        date_trunc('year', period + interval 3 month) - interval 3 month
    )) as line,
    value, is_seen
from cells
where metric = 'attendances' and grain in ('fiscal_quarter', 'fiscal_year')
    and dimension in ('total', 'sex', 'participant_category', 'age_band')
"""
WOMEN_AND_MEN_AMONG_ALL = """
select (metric, scope, grain, period) as line, value, is_seen
from cells
where metric in ('attendances', 'people_reached', 'people_first_reached')
    and dimension in ('total', 'sex')
"""
TOWNS_OF_A_REGION = """
select
    (metric, cells.scope, grain, period, if(
        dimension = 'region', member, coalesce(region_code, 'not_reported')
    )) as line,
    value, is_seen
from cells
left join internal.marts.dim_municipality
    on dimension = 'municipality' and member = municipality_id
where metric in ('attendances', 'people_reached', 'people_first_reached')
    and dimension in ('municipality', 'region')
"""
REGIONS_OF_ALL = """
select (metric, scope, grain, period) as line, value, is_seen
from cells
where metric in ('attendances', 'people_reached', 'people_first_reached')
    and dimension in ('region', 'total')
"""
LINES = {
    "months of a quarter": MONTHS_OF_A_QUARTER,
    "quarters of a fiscal year": QUARTERS_OF_A_FISCAL_YEAR,
    "women and men among all": WOMEN_AND_MEN_AMONG_ALL,
    "towns of a region": TOWNS_OF_A_REGION,
    "regions of all": REGIONS_OF_ALL,
}


@pytest.fixture(scope="module")
def both(demo_warehouse):
    served = find_served(Settings(dir=demo_warehouse))
    with open_both(served.release) as connection:
        connection.execute(CELLS)
        yield connection


def tell(both, lines: str, is_seen: str = "is_seen") -> int:
    """Small cells that stand alone in a line of which the rest is seen."""
    (row,) = both.sql(f"""
        select count(*)
        from (
            select
                count(*) filter (not {is_seen}) as hidden_count,
                min(value) filter (not {is_seen}) as hidden_value
            from ({lines}) as cells
            group by line
            having count(*) > 1
        ) as summed
        where hidden_count = 1 and hidden_value between 1 and 10
    """).fetchall()
    return int(row[0])


@pytest.mark.parametrize("name", LINES)
def test_no_small_group_is_what_is_left_of_a_line(both, name):
    assert tell(both, LINES[name]) == 0
    assert tell(both, LINES[name], is_seen="(value > 10)") > 0, "there is no such line"


@pytest.mark.parametrize("name", LINES)
def test_the_lines_add_up(both, name):
    """Else nothing could be told from them, and hiding one cell alone would be safe."""
    (row,) = both.sql(f"""
        select count(*) filter (2 * largest <> whole), count(*)
        from (
            select max(value) as largest, sum(value) as whole
            from ({LINES[name]}) as cells
            group by line
            having count(*) > 1
        ) as summed
    """).fetchall()
    assert row[0] == 0
    assert row[1] > 10


def test_the_women_of_a_shown_share_are_no_small_group(both):
    shown, women, men = both.sql("""
        select
            count(shares.numerator),
            count(*) filter (shares.numerator between 1 and 10),
            count(*) filter (shares.denominator - shares.numerator between 1 and 10)
        from public.marts.mart_metric_value as shares
        where metric = 'women_share_ratio'
    """).fetchall()[0]
    assert shown > 10
    assert (women, men) == (0, 0)
