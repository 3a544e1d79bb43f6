from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.warehouse.small_release import write_release
from warehouse.reading import ReadingError, open_release
from warehouse.settings import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path)


@pytest.fixture
def release_file(settings):
    file = open_release(write_release(settings, 7), settings)
    yield file
    file.close()


def test_a_query_gives_a_polars_frame(release_file):
    frame = release_file.fetch("select number from marts.answer")
    assert frame.rows() == [(7,)]


@pytest.mark.parametrize(
    ("sql", "params"),
    [("number = ?", [7]), ("number = $wanted", {"wanted": 7})],
)
def test_values_go_in_as_parameters(release_file, sql, params):
    frame = release_file.fetch(f"select * from marts.answer where {sql}", params)
    assert frame.height == 1


def test_no_rows_keep_the_columns_and_types(release_file):
    frame = release_file.fetch("select number from marts.answer where number < 0")
    assert dict(frame.schema) == {"number": frame["number"].dtype}
    assert frame.is_empty()


@pytest.mark.parametrize(
    "sql",
    [
        "insert into marts.answer values (1)",
        "create table marts.other (i int)",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/other.duckdb'",
        "copy marts.answer to '/tmp/stolen.csv'",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
        "select * from marts.no_such_table",
        "this is no sql",
    ],
)
def test_a_release_can_only_be_read_and_nothing_else(release_file, sql):
    with pytest.raises(ReadingError):
        release_file.fetch(sql)


def test_many_threads_share_one_handle(release_file):
    def ask(number):
        return release_file.fetch(
            "select number + ? as answer from marts.answer", [number]
        )["answer"].item()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(200)))
    assert answers == [7 + number for number in range(200)]


def test_reading_leaves_the_sealed_folder_as_it_is(release_file):
    before = sorted(p.name for p in release_file.release.path.iterdir())
    release_file.fetch("select * from range(100000) order by hash(range)")
    assert sorted(p.name for p in release_file.release.path.iterdir()) == before


def test_a_file_that_is_no_database_is_named(settings):
    release = write_release(settings, 1)
    release.database.write_bytes(b"not a database")
    with pytest.raises(ReadingError, match=r"internal\.duckdb"):
        open_release(release, settings)
