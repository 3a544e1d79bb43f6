"""What the demo's two releases are made of."""

import json
from datetime import date

import pytest

from tests.conftest import REPOSITORY
from warehouse.checksums import compute_checksum
from warehouse.demo import land_demo
from warehouse.intake.ledger import read_ledger
from warehouse.reading import open_release
from warehouse.release_info import ReleaseInfo
from warehouse.releases import find_damage, find_served, list_releases
from warehouse.workspace import find_leftovers

_PROJECT = REPOSITORY / "dbt_project"
_FILES = {
    "internal.duckdb",
    "public.duckdb",
    "manifest.json",
    "semantic_manifest.json",
    "run_results.json",
    "docs.html.gz",
    "release.json",
    "release.json.sha256",
}


@pytest.fixture
def newer(demo_settings):
    return find_served(demo_settings).release


@pytest.fixture
def older(demo_settings):
    return list_releases(demo_settings)[1]


@pytest.fixture
def catalogue(demo_settings, newer):
    """The reader's own connection, asked what pages do not need: comments, rules."""
    file = open_release(newer, demo_settings)
    yield file.connection
    file.close()


def test_the_demo_is_two_releases_and_the_newer_is_served(demo_settings, newer):
    releases = list_releases(demo_settings)
    assert [release.info.edition for release in releases] == ["demo", "demo"]
    assert releases[0].id == newer.id
    assert not find_served(demo_settings).is_fallback


def test_the_second_delivery_moves_the_example_only(older, newer):
    moved = {s for s, day in newer.info.as_of.items() if older.info.as_of[s] != day}
    assert moved == {"example"}
    assert newer.info.as_of["programme"] == date(2009, 2, 13)
    assert newer.info.as_of["institution"] == date(2009, 2, 13)
    loads = [
        {file.load_id for file in release.info.inputs if file.load_id}
        for release in (older, newer)
    ]
    assert loads[0] < loads[1]


def test_a_release_is_complete_and_sound(older, newer):
    for release in (older, newer):
        assert {path.name for path in release.path.iterdir()} == _FILES
        assert set(release.info.checksums) == _FILES - {
            "release.json",
            "release.json.sha256",
        }
        assert find_damage(release) == []


def test_the_id_is_the_time_and_the_database_s_hash(newer):
    moment, short_hash = newer.id.split("-")
    assert moment == f"{newer.info.created_at:%Y%m%dT%H%M%SZ}"
    assert newer.info.checksums["internal.duckdb"].sha256.startswith(short_hash)


def test_the_description_reads_back_as_it_was_written(newer):
    text = (newer.path / "release.json").read_text("utf-8")
    assert ReleaseInfo.model_validate_json(text) == newer.info


def test_every_seed_is_an_input_with_its_hash(newer):
    seeds = {file.file: file.sha256 for file in newer.info.inputs if not file.load_id}
    folders = (_PROJECT / "seeds", _PROJECT / "programmes" / "mpp" / "seeds")
    paths = [path for folder in folders for path in folder.glob("*.csv")]
    assert seeds.keys() == {path.relative_to(_PROJECT).as_posix() for path in paths}
    sealed_at = newer.info.created_at.timestamp()
    for path in paths:
        if path.stat().st_mtime < sealed_at:
            name = path.relative_to(_PROJECT).as_posix()
            assert seeds[name] == compute_checksum(path).sha256


def test_every_load_is_an_input_with_its_hash(demo_settings, newer):
    loads = {file.load_id: file.sha256 for file in newer.info.inputs if file.load_id}
    assert loads == {load.load_id: load.sha256 for load in read_ledger(demo_settings)}


def test_rows_of_every_register_are_accounted_for(newer):
    registers = [file for file in newer.info.inputs if file.load_id]
    assert registers
    for file in registers:
        assert file.rows_in == file.rows_accepted + file.rows_quarantined


def test_the_sealed_file_has_the_marts_tables_and_nothing_else(catalogue, newer):
    tables = catalogue.execute(
        "select schema_name, table_name from duckdb_tables()"
    ).fetchall()
    assert {schema for schema, _ in tables} == {"marts"}
    assert {name for _, name in tables} == set(newer.info.row_counts)
    views = "select count(*) from duckdb_views() where not internal"
    assert catalogue.execute(views).fetchone() == (0,)


def test_row_counts_are_those_of_the_tables(catalogue, newer):
    for table, count in newer.info.row_counts.items():
        found = catalogue.execute(f"select count(*) from marts.{table}").fetchone()
        assert found == (count,), table


def test_every_table_and_column_explains_itself(catalogue):
    silent = catalogue.execute(
        "select table_name, '' from duckdb_tables() where comment is null "
        "union all select table_name, column_name from duckdb_columns() "
        "where not internal and comment is null"
    ).fetchall()
    assert silent == []


def test_not_null_rules_survive_sealing(catalogue, newer):
    manifest = json.loads((newer.path / "manifest.json").read_text("utf-8"))
    wanted = {
        (node["name"], name)
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
        for name, column in node["columns"].items()
        if "not_null" in [rule["type"] for rule in column["constraints"]]
    }
    found = catalogue.execute(
        "select table_name, column_name from duckdb_columns() where not is_nullable"
    ).fetchall()
    assert wanted
    assert wanted <= set(found)


def test_both_passes_are_in_the_results_and_every_node_was_run(newer):
    results = json.loads((newer.path / "run_results.json").read_text("utf-8"))
    manifest = json.loads((newer.path / "manifest.json").read_text("utf-8"))
    run = [result["unique_id"] for result in results["results"]]
    assert len(run) == len(set(run))
    computed = {name for name in run if not name.startswith("exposure.")}
    assert computed == {*manifest["nodes"], *manifest["unit_tests"]}
    tests = newer.info.tests
    assert tests.failed == 0
    assert tests.passed + tests.warned == len(tests.results)


def test_a_finished_build_leaves_its_cache_locks_and_record(
    demo_warehouse, demo_settings
):
    assert find_leftovers(demo_settings) == []
    left = {path.name for path in (demo_warehouse / "work").iterdir()}
    assert left <= {"build.lock", "pointer.lock", "builds", "cache", "demo", "full"}


def test_a_warehouse_that_has_the_demo_makes_one_release(demo_settings):
    before = read_ledger(demo_settings)
    assert len(list(land_demo(demo_settings, lambda *at: None))) == 1
    assert read_ledger(demo_settings) == before
