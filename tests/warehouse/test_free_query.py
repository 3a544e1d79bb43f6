"""An analyst's query: what it gives, how it is ended, and what it leaves alone."""

import json
import time
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.earlier_formats import FORMATS, unpack_release
from tests.warehouse.small_release import write_release
from warehouse.audit import audit_dir
from warehouse.free_query import running
from warehouse.free_query.cells import CELL_CHARACTERS, take_rows
from warehouse.free_query.order import RefusedQueryError
from warehouse.free_query.running import AT_ONCE, BusyError, Rows, start_query
from warehouse.releases import find_served
from warehouse.settings import Settings

ENDLESS = (
    "with recursive r(n) as (select 1 union all select n + 1 from r) "
    "select count(*) from r"
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("warehouse")
    return Settings(dir=folder, query_seconds=20, query_rows=3, query_memory="256MB")


@pytest.fixture(scope="module")
def release(settings):
    return write_release(settings, 7)


@pytest.fixture
def start(release, settings):
    return lambda sql: start_query(sql, release, settings)


def take(sql, most=100):
    with duckdb.connect() as connection:
        return take_rows(connection.execute(sql), most)


def test_rows_keep_their_types(start):
    query = start(
        "select 1 as n, 0.5 as share, true as flag, date '2008-04-22' as day, "
        "'=x' as words, [1, 2] as list, null as nothing, sum(range) as total "
        "from range(3)"
    )
    outcome = query.wait()
    assert isinstance(outcome, Rows), outcome
    assert outcome.frame.schema == {
        "n": pl.Int64,
        "share": pl.Float64,
        "flag": pl.Boolean,
        "day": pl.Date,
        "words": pl.String,
        "list": pl.String,
        "nothing": pl.String,
        "total": pl.Int64,
    }
    expected = (1, 0.5, True, date(2008, 4, 22), "=x", "[1, 2]", None, 3)
    assert outcome.frame.rows() == [expected]


@pytest.mark.parametrize(("rows", "is_cut"), [(2, False), (3, False), (4, True)])
def test_more_rows_than_the_limit_are_cut_and_said_to_be(start, rows, is_cut):
    outcome = start(f"from range({rows})").wait()
    assert (outcome.frame.height, outcome.is_cut) == (min(rows, 3), is_cut)


def test_a_query_without_rows_keeps_its_columns(start):
    outcome = start("select number, 'x' as x from marts.answer where false").wait()
    assert (outcome.frame.columns, outcome.frame.height) == (["number", "x"], 0)


def test_a_query_may_name_parts_and_ask_for_the_form_of_a_table(start):
    parts = start("with a as (from marts.answer), b as (from a) select * from B").wait()
    assert parts.frame.rows() == [(7,)]
    described = start("describe marts.answer").wait()
    assert described.frame["column_name"].to_list() == ["number"]


def test_columns_of_one_name_are_told_apart():
    assert take("select 1 as a, 2 as a, 3 as a_2")["names"] == ["a", "a_2", "a_2_2"]


def test_all_types_of_the_database_come_out():
    found = take("from test_all_types()")
    assert len(set(map(len, found["columns"]))) == 1
    assert set(found["kinds"]) == {"flag", "number", "text"}


def test_a_large_cell_is_cut():
    [[cell]] = take("select repeat('x', 100000)")["columns"]
    assert len(cell) == CELL_CHARACTERS + 1
    assert cell.endswith("…")


def test_whole_numbers_past_64_bits_stay_numbers(start):
    outcome = start("select 170141183460469231731687303715884105727::hugeint").wait()
    assert outcome.frame.dtypes == [pl.Float64]


def test_the_reader_stops_it(start):
    query = start(ENDLESS)
    assert query.wait(0.5) is None
    before = time.monotonic()
    query.stop()
    outcome = query.wait(5)
    assert isinstance(outcome, RefusedQueryError)
    assert outcome.reason == "stopped"
    assert time.monotonic() - before < 2
    assert query.process.poll() is not None


def test_no_more_run_at_once_than_the_machine_can_spare(start):
    queries = [start(ENDLESS) for _ in range(AT_ONCE)]
    with pytest.raises(BusyError):
        start("select 1")
    for query in queries:
        query.stop()
        query.wait()
    assert isinstance(start("select 1").wait(), Rows)


def test_its_process_has_no_key_and_no_web_server(monkeypatch, start):
    monkeypatch.setenv("WAREHOUSE_IDENTITY_KEY", "x" * 40)
    query = start(ENDLESS)
    query.wait(0.5)
    process = Path(f"/proc/{query.process.pid}")
    environment = (process / "environ").read_bytes()
    libraries = (process / "maps").read_text()
    query.stop()
    query.wait()
    assert b"IDENTITY" not in environment
    assert "duckdb" in libraries
    assert "polars" not in libraries
    assert "pyarrow" not in libraries


def test_a_process_that_dies_is_reported(start, monkeypatch):
    monkeypatch.setattr(running.sys, "executable", "/bin/false")
    outcome = start("select 1").wait(5)
    assert isinstance(outcome, RefusedQueryError)
    assert outcome.reason == "broken"


def test_a_release_that_went_is_reported(settings):
    gone = write_release(settings, 9)
    gone.database.unlink()
    outcome = start_query("select 1", gone, settings).wait()
    assert outcome.reason == "release"


def test_a_query_is_recorded_without_its_words(release, tmp_path):
    own = Settings(dir=tmp_path, query_rows=3)
    asked = ("select 'Ivanova' as name from range(2)", "drop table ivanova")
    for sql in asked:
        start_query(sql, release, own, reader="c0de").wait()
    [path] = audit_dir(own).iterdir()
    answered, refused = map(json.loads, path.read_text("utf-8").splitlines())
    assert "ivanova" not in path.read_text("utf-8").lower()
    assert answered["event"] == refused["event"] == "queried"
    assert answered["reader"] == refused["reader"] == "c0de"
    assert answered["release"] == release.id
    assert (answered["outcome"], answered["rows"]) == ("rows", 2)
    assert (refused["outcome"], refused["rows"]) == ("kind", None)
    assert [answered["characters"], refused["characters"]] == [len(x) for x in asked]
    assert 0 < answered["milliseconds"] < 60_000


@pytest.mark.parametrize("number", FORMATS)
def test_a_release_of_an_earlier_format_is_asked_as_one_of_today(number, tmp_path):
    earlier = unpack_release(number, tmp_path)
    release = find_served(earlier).release
    asked = "select count(*) as n from marts.dim_scope"
    outcome = start_query(asked, release, earlier).wait()
    assert outcome.frame["n"][0] > 0
