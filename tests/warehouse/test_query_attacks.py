"""An analyst's query reads the marts: whatever else is tried is refused or bounded."""

import hashlib
import time
from dataclasses import replace

import duckdb
import polars as pl
import pytest

from tests.warehouse import query_attacks as attacks
from tests.warehouse.small_release import write_release
from warehouse.free_query.cells import CELL_CHARACTERS
from warehouse.free_query.order import Order, RefusedQueryError
from warehouse.free_query.process import run
from warehouse.free_query.running import Rows, start_query
from warehouse.settings import Settings

SECONDS = 1
ROWS = 50
HONEST = "select number from marts.answer"
REFUSED = {
    "kind": attacks.STATEMENTS,
    "statements": attacks.SEVERAL,
    "source": attacks.SOURCES,
    "name": attacks.NAMES,
    "function": attacks.FUNCTIONS,
    "wrong": attacks.WRONG,
    "deep": attacks.DEEP,
    "empty": attacks.EMPTY,
    "long": attacks.LONG,
    "columns": attacks.COLUMNS,
}
TABLE = [
    pytest.param(sql, reason, id=name)
    for reason, statements in REFUSED.items()
    for name, sql in statements.items()
]
frame = pl.DataFrame({"secret": [1]})
"""DuckDB would find it by its name, if it looked."""


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return Settings(
        dir=tmp_path_factory.mktemp("warehouse"),
        query_seconds=SECONDS,
        query_rows=ROWS,
        query_memory="128MB",
    )


@pytest.fixture(scope="module")
def release(settings):
    return write_release(settings, 7)


@pytest.fixture(scope="module")
def order(settings, release):
    return Order(
        sql="",
        path=str(release.database),
        version=release.info.format_version,
        seconds=SECONDS,
        rows=ROWS,
        memory_limit=settings.query_memory,
    )


@pytest.fixture(scope="module", autouse=True)
def untouched(release):
    """Whatever was tried, the file is the same afterwards, and alone."""
    before = digest(release)
    yield
    assert digest(release) == before
    names = {path.name for path in release.path.iterdir()}
    assert names == {*release.info.checksums, "release.json", "release.json.sha256"}


def digest(release):
    return hashlib.sha256(release.database.read_bytes()).hexdigest()


@pytest.mark.parametrize(("sql", "reason"), TABLE)
def test_it_is_refused(sql, reason, order):
    with pytest.raises(RefusedQueryError) as refusal:
        run(replace(order, sql=sql))
    assert refusal.value.reason == reason, refusal.value
    assert order.path not in refusal.value.detail
    assert run(replace(order, sql=HONEST))["columns"] == [[7]]


def test_they_are_more_than_fifty():
    assert len(TABLE) > 100


@pytest.mark.parametrize("sql", attacks.BOUNDED.values(), ids=attacks.BOUNDED)
def test_it_is_ended(sql, release, settings):
    start = time.monotonic()
    outcome = start_query(sql, release, settings).wait(20)
    assert isinstance(outcome, RefusedQueryError)
    assert outcome.reason in ("time", "memory", "broken")
    assert time.monotonic() - start < SECONDS + 4


@pytest.mark.parametrize("sql", attacks.SMALL.values(), ids=attacks.SMALL)
def test_it_gives_little(sql, release, settings):
    outcome = start_query(sql, release, settings).wait(20)
    assert isinstance(outcome, Rows)
    assert outcome.frame.height <= ROWS
    cells = [cell for row in outcome.frame.rows() for cell in row]
    assert max(len(str(cell)) for cell in cells) <= CELL_CHARACTERS + 1


def test_the_next_query_is_answered(release, settings):
    outcome = start_query(HONEST, release, settings).wait(20)
    assert outcome.frame.rows() == [(7,)]


def test_the_parser_is_that_of_the_database(order):
    """A text that a reader could take for one query is judged by what DuckDB reads."""
    [statement] = duckdb.extract_statements("select 1 -- ; drop table x")
    assert statement.type == duckdb.StatementType.SELECT
    for sql in (
        "select ';'",
        "select 1;",
        "select 1 -- ; drop table x",
        "from range(1)",
    ):
        assert len(run(replace(order, sql=sql))["columns"]) == 1
