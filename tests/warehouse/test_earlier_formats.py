"""Releases of earlier formats stay sound, readable, and shaped like today's."""

from pathlib import Path

import duckdb
import pytest
import yaml

from tests.conftest import REPOSITORY
from tests.earlier_formats import FORMATS, unpack_release
from warehouse.comparison import compare
from warehouse.comparison.comparing import CAUSES
from warehouse.doctor import examine
from warehouse.reading import ReadingError, open_release
from warehouse.release_info import FORMAT_VERSION
from warehouse.releases import find_served, publish

MARTS = REPOSITORY / "dbt_project" / "models" / "marts"
STEP = "warehouse/formats/{older}_to_{newer}.sql"
ADVICE = """A release of format {number} lacks what the marts have now:
{lacks}
Pages would fail on releases that people keep and cite. While no release of format
{current} has been handed out, give the older ones these columns in
{step}, empty or as they are to be read without. Otherwise raise
FORMAT_VERSION (warehouse/release_info.py), write the next step and add a fixture of
format {current}."""


@pytest.fixture(params=FORMATS)
def number(request):
    return request.param


@pytest.fixture
def settings(number, tmp_path):
    return unpack_release(number, tmp_path)


@pytest.fixture
def file(settings):
    opened = open_release(find_served(settings).release, settings)
    yield opened
    opened.close()


def _read_contracts():
    """Declared types by mart and column, from the contracts."""
    contracts = {}
    for path in MARTS.rglob("*.yml"):
        for model in (yaml.safe_load(path.read_text("utf-8")) or {}).get("models", []):
            for column in model.get("columns", []):
                key = (model["name"], column["name"])
                contracts[key] = column["data_type"]
    return contracts


def _name_type(declared):
    with duckdb.connect() as connection:
        relation = connection.sql(f"select cast(null as {declared})")
        return str(relation.types[0])


def _list_columns(file):
    marts = {mart for mart, _ in _read_contracts()}
    found = {}
    for mart in marts:
        try:
            columns = file.connection.cursor().sql(f"select * from marts.{mart}")
        except duckdb.CatalogException:
            continue
        for name, kind in zip(columns.columns, columns.types, strict=True):
            found[mart, name] = str(kind)
    return found


def test_every_earlier_format_has_a_fixture():
    assert list(range(1, FORMAT_VERSION)) == FORMATS


def test_it_is_of_its_format_and_small(number, settings):
    assert find_served(settings).release.info.format_version == number
    assert find_served(settings).release.info.edition == "reported"


def test_doctor_calls_it_sound(settings):
    packages = {"package", "disk_low"}
    problems = [f for f in examine(settings) if f.severity == "problem"]
    assert [f for f in problems if f.code not in packages] == []
    assert publish(find_served(settings).release.id, settings)


def test_it_has_every_column_of_today_s_marts(number, file):
    declared = {key: _name_type(kind) for key, kind in _read_contracts().items()}
    found = _list_columns(file)
    lacks = [
        f"  {mart}.{column} {kind}"
        for (mart, column), kind in sorted(declared.items())
        if found.get((mart, column)) != kind
    ]
    step = STEP.format(older=FORMAT_VERSION - 1, newer=FORMAT_VERSION)
    assert not lacks, ADVICE.format(
        number=number, lacks="\n".join(lacks), current=FORMAT_VERSION, step=step
    )


def test_the_contracts_are_all_there_is_to_compare():
    """A mart whose file declares no types would not be looked for."""
    declared = {mart for mart, _ in _read_contracts()}
    assert declared == {path.stem for path in MARTS.rglob("*.sql")}


def test_its_figures_are_those_that_were_sealed(settings, file):
    counts = find_served(settings).release.info.row_counts
    assert len(counts) > 40
    for table, count in counts.items():
        found = file.fetch(f"select count(*) as n from marts.{table}")
        assert found["n"].item() == count, table


@pytest.mark.parametrize(
    "sql",
    [
        "create table marts.other (i int)",
        "create view other as select 1",
        "drop view marts.mart_metric_value",
        "insert into marts.dim_scope select * from marts.dim_scope",
        "detach sealed",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/other.duckdb'",
        "copy marts.dim_scope to '/tmp/stolen.csv'",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
    ],
)
def test_it_can_only_be_read_and_nothing_else(file, sql):
    with pytest.raises(ReadingError):
        file.fetch(sql)
    assert file.fetch("select 1 from marts.dim_scope").height > 0


def test_reading_it_leaves_its_folder_as_it_is(settings, file):
    before = _list_files(settings.dir)
    file.fetch("select * from marts.mart_metric_value")
    assert _list_files(settings.dir) == before


def _list_files(folder: Path):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files}


def test_a_file_that_is_no_database_is_named(settings):
    release = find_served(settings).release
    release.database.write_bytes(b"not a database")
    with pytest.raises(ReadingError, match=r"internal\.duckdb"):
        open_release(release, settings)


def test_it_can_be_compared_with_a_release_of_today(settings, demo_settings):
    older = find_served(settings).release
    newer = find_served(demo_settings).release
    comparison = compare(older, newer, settings)
    assert not comparison.has_rows
    assert comparison.rows.is_empty()
    found = {cause for causes in comparison.moves["causes"] for cause in causes}
    assert found
    assert found <= set(CAUSES)
