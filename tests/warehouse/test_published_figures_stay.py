"""What was published before stays public, whatever a register says of it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from warehouse.metric_definitions import MetricDefinition
from warehouse.public_edition import write_public_edition
from warehouse.sealing import Draft
from warehouse.settings import Settings

ATTENDANCES = MetricDefinition(
    name="attendances",
    reports_as="attendances",
    meta={
        "suppression_class": "people",
        "data_type": "integer",
        "dataset": "attendance",
        "rollup": {"time": "sum", "place": "sum", "disaggregates": "sum"},
    },
    parts=(),
    file=Path(),
    line=1,
    block="",
)
# By year: what was published, what the register has.
KNOWN = {2005: (4, 3), 2006: (400, 390), 2007: (None, 5), 2008: (6, None), 2009: (7, 7)}
MARTS = """
create schema marts;
create table marts.mart_metric_value as
select
    'attendances' as metric, 'programme' as scope, 'year' as grain,
    make_date(year, 1, 1) as period, 'total' as dimension, 'total' as member,
    cast(coalesce(published, counted) as double) as value,
    cast(null as double) as numerator, cast(null as double) as denominator,
    counted as n, 'value' as state,
    if(published is null, 'imported', 'reported') as provenance,
    cast(if(published is null, null, counted) as double) as register_value,
    false as is_partial, 100.0 as identity_coverage_pct
from known;
create table marts.mart_metric_cell as
select * exclude (register_value), '' as dimension_2, '' as member_2
from marts.mart_metric_value where false;
create table marts.mart_training as
select '' as event_id, '' as scope, current_date as start_date,
    current_date as end_date, 1 as attendance_count, 1 as responses_count,
    1 as pairs_count
where false;
create table marts.dim_municipality as
select '' as municipality_id, '' as region_code, '' as federal_district_code
where false;
create table marts.dim_scope_rollup as
select 'programme' as figure_scope, 'programme' as row_scope;
"""


@pytest.fixture
def shown(tmp_path):
    """By year: value, what the register has, n and state of the public edition."""
    draft = Draft(tmp_path, datetime.now(UTC))
    node = {"resource_type": "model", "schema": "marts", "name": "mart_metric_value"}
    masked = node | {"config": {"meta": {"public": "masked"}}}
    (tmp_path / "manifest.json").write_text(json.dumps({"nodes": {"": masked}}))
    with duckdb.connect(str(draft.database)) as connection:
        connection.execute("create table known (year int, published int, counted int)")
        rows = [(year, *numbers) for year, numbers in KNOWN.items()]
        connection.executemany("insert into known values (?, ?, ?)", rows)
        connection.execute(MARTS)
    write_public_edition(draft, [ATTENDANCES], Settings(dir=tmp_path))
    with duckdb.connect(str(draft.public_database), read_only=True) as connection:
        found = connection.sql(
            "select year(period), value, register_value, n, state "
            "from marts.mart_metric_value"
        ).fetchall()
    return {year: tuple(told) for year, *told in found}


def test_a_published_figure_stays_and_its_small_register_is_hidden(shown):
    assert shown[2005] == (4, None, None, "value")
    assert shown[2008] == (6, None, 6, "value")


def test_a_register_that_says_the_same_gives_nothing_away(shown):
    assert shown[2009] == (7, 7, 7, "value")


def test_a_large_register_is_shown_beside_what_was_published(shown):
    assert shown[2006][:2] == (400, 390)


def test_what_nobody_published_is_hidden(shown):
    assert shown[2007] == (None, None, None, "suppressed")
