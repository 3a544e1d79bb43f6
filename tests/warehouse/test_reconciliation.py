"""Every metric against an independent formulation of the same definition."""

import duckdb
import polars as pl
import pytest

from tests.warehouse.reconciling import (
    compare,
    copy_marts,
    formulate,
    group_definitions,
    list_formulations,
    open_facts,
)
from warehouse.metric_definitions import read_definitions
from warehouse.releases import find_served
from warehouse.settings import Settings

METRICS = group_definitions(read_definitions(Settings()))
FORMULATIONS = list_formulations()


@pytest.fixture(scope="module")
def release(demo_warehouse):
    return find_served(Settings(dir=demo_warehouse)).release.database


@pytest.fixture(scope="module")
def facts(release):
    with open_facts(release) as connection:
        copy_marts(connection)
        yield connection


def find_differences(
    connection: duckdb.DuckDBPyConnection, metric: str
) -> pl.DataFrame:
    formulate(connection, FORMULATIONS[metric], METRICS[metric])
    assert connection.table("formulated").limit(1).fetchall()
    return compare(connection, METRICS[metric][0])


def test_every_metric_has_a_formulation_and_nothing_else_has():
    assert set(FORMULATIONS) == set(METRICS)


@pytest.mark.parametrize("metric", sorted(FORMULATIONS))
def test_a_metric_equals_its_formulation(facts, metric):
    different = find_differences(facts, metric)
    assert different.is_empty(), different


FAULTS = {
    "value": "update metric_values set value = value + 1",
    "n": "update metric_values set n = n + 1",
    "numerator": "update metric_values set numerator = numerator + 1",
    "denominator": "update metric_values set denominator = null",
    "state": "update metric_values set state = 'zero'",
    "missing": "delete from metric_values",
    "extra": "update metric_values set member = 'nobody'",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_changed_row_is_found(release, fault):
    with open_facts(release) as facts:
        copy_marts(facts)
        facts.execute(f"""
            {FAULTS[fault]}
            where metric = 'women_share_ratio' and scope = 'example'
                and grain = 'year' and period = date '2009-01-01'
                and member = 'local_government'
        """)
        different = find_differences(facts, "women_share_ratio")
    assert fault in set(different["fault"])
    assert len(different) == (2 if fault == "extra" else 1)


def test_one_changed_cell_is_found(release):
    with open_facts(release) as facts:
        copy_marts(facts)
        facts.execute("""
            update metric_cells set value = value + 1
            where metric = 'attendances' and scope = 'institution'
                and grain = 'programme' and dimension = 'sex'
                and member = 'female' and member_2 = '30_39'
        """)
        different = find_differences(facts, "attendances")
    assert different["fault"].to_list() == ["value"]
