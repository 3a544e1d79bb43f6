"""A renamed metric with its alias is the same one: in entries, releases and links."""

import re
import shutil

import duckdb
import pytest

from tests.conftest import REPOSITORY
from tests.warehouse.compared_build import start_build
from warehouse.checksums import compute_checksum
from warehouse.comparison import comparing
from warehouse.indicator_aliases import read_aliases
from warehouse.release_info import write_info
from warehouse.releases import find_release, find_served
from warehouse.settings import Settings

OLD, NEW = "trainings_planned", "trainings_in_plan"
NAMES = ("manifest.json", "semantic_manifest.json")


def _write_aliases(folder, *rows):
    seeds = folder / "programmes" / "mpp" / "seeds"
    seeds.mkdir(parents=True)
    lines = ("alias,metric,renamed_date,reason", *rows)
    (seeds / "indicator_aliases.csv").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture
def build(demo_warehouse, tmp_path):
    """A build of a project in which one metric has another name."""
    build = start_build(demo_warehouse, tmp_path / "target")
    for name in NAMES:
        path = build.target / name
        text = re.sub(rf"\b{OLD}\b", NEW, path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    return build


def _name(build, tmp_path, *rows):
    project = _write_aliases(tmp_path / "project", *rows)
    build.settings = build.settings.model_copy(update={"project_dir": project})


def test_without_an_alias_one_is_gone_and_another_new(build):
    build.land()
    kinds = {(metric, kind) for metric, _, kind, _ in build.entries}
    assert {(OLD, "removed"), (NEW, "added")} <= kinds


def test_with_an_alias_its_name_is_all_that_changed(build, tmp_path):
    _name(build, tmp_path, f"{OLD},{NEW},2026-12-01,clearer")
    build.land()
    assert {(m, kind, field) for m, _, kind, field in build.entries} == {
        (NEW, "changed", "metric")
    }
    before = build.ask("select metric, before_text_en, after_text_en")
    assert set(before) == {(NEW, OLD, NEW)}
    values = build.ask("select distinct metric", table="values_before")
    assert values == [(NEW,)]


def test_an_alias_of_a_name_that_is_still_used_renames_nothing(build, tmp_path):
    _name(build, tmp_path, f"trainings_held,{NEW},2026-12-01,wrong")
    build.land()
    kinds = {(metric, kind) for metric, _, kind, _ in build.entries}
    assert {(OLD, "removed"), (NEW, "added")} <= kinds
    assert ("trainings_held", "removed") not in kinds


def test_the_seeds_of_the_project_have_the_columns_that_are_read():
    assert read_aliases(Settings(project_dir=REPOSITORY / "dbt_project")) == {}


def test_two_releases_are_compared_under_the_new_name(warehouse_copy, monkeypatch):
    """The same release under two names: nothing moved, and nothing came or went."""
    settings = Settings(dir=warehouse_copy)
    before = find_served(settings).release
    after = _rename(before, settings)
    comparison = comparing.compare(before, after, settings)
    assert {c.field for c in comparison.definitions} == {"metric"}
    assert {c.kind for c in comparison.definitions} == {"changed"}
    assert comparison.moves.is_empty()
    with duckdb.connect(str(after.database)) as connection:
        connection.execute("delete from marts.dim_indicator_alias")
    unnamed = comparing.compare(before, after, settings)
    assert not unnamed.moves.is_empty()


def _rename(release, settings):
    """A copy of the release in which the metric has its new name, and the alias."""
    new_id = "20990101T000000Z-00000000"
    folder = release.path.with_name(new_id)
    shutil.copytree(release.path, folder)
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        columns = connection.execute(
            "select table_name from duckdb_columns() where schema_name = 'marts' "
            "and column_name = 'metric'"
        ).fetchall()
        for (table,) in columns:
            connection.execute(
                f"update marts.{table} set metric = ? where metric = ?", [NEW, OLD]
            )
        connection.execute(
            "insert into marts.dim_indicator_alias values (?, ?, '2026-12-01', 'x')",
            [OLD, NEW],
        )
    for name in NAMES:
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(re.sub(rf"\b{OLD}\b", NEW, text), "utf-8")
    sums = {name: compute_checksum(folder / name) for name in release.info.checksums}
    update = {"id": new_id, "checksums": sums}
    write_info(folder, release.info.model_copy(update=update))
    return find_release(new_id, settings)
