"""A build killed at any moment leaves the served release alone and the next clean."""

import json
import shutil

import pytest

from tests.conftest import run_warehouse
from tests.warehouse.killed import (
    SMALL,
    build_small,
    check_served,
    check_swept,
    kill,
)
from tests.warehouse.polling import polling
from warehouse.intake.ledger import read_ledger
from warehouse.releases import NoReleaseError, find_served, list_releases
from warehouse.settings import Settings
from warehouse.workspace import find_leftovers

pytestmark = pytest.mark.kill

_READER = "tests.warehouse.polling_reader"
_BUILD = ("build", "--edition", "reported", "--as-of", "2009-03-13")
_DEMO = ("build", "--edition", "demo", "--format", "json")

_EARLY = {
    "dbt writes what it parsed": ("open /target/manifest.json", ""),
    "dbt runs": ("open /target/run/", ""),
    "metrics are computed": ("import metricflow.engine", ""),
    "the documentation is written": ("open /docs.html.gz$", ""),
    "the folder gets its name": ("os.rename /releases/2", ""),
    "the pointer's text is written": ("open /.tmp-current.json", ""),
    "the pointer is replaced": ("os.rename /current.json$", ""),
}
"""One moment or two of each stage, before the pointer has moved."""

_PARSED = "shutil.copyfile /cache/partial_parse.msgpack$"
_METRICS, _DOCS = "import metricflow.engine", "open /docs.html.gz$"

_FINER = {
    "the lock is taken": ("open /build.lock$", ""),
    "its start is noted": ("open /builds/.tmp-started.json", ""),
    "its folder is made": ("os.mkdir /work/build$", ""),
    "registers are found": ("os.mkdir /work/build$", "link_registers"),
    "the parse is kept": (_PARSED, ""),
    "the facts are checked": (_PARSED, "explain"),
    "a metric is landed": (_METRICS, "_land_slot"),
    "the queries of evidence are landed": (_METRICS, "land_metric_evidence"),
    "the evidence is landed": (_METRICS, "land_evidence"),
    "changed definitions are landed": (_METRICS, "land_definition_changes"),
    "a landed table is written": (_METRICS, "land_tables"),
    "dbt runs on the results": ("open /models/mart_metric_value.sql$", ""),
    "dbt lists what it built": ("open /target/catalog.json$", ""),
    "both runs become one": ("open /target/catalog.json$", "merge_results"),
    "a draft is opened": ("os.mkdir /releases/.tmp-", ""),
    "the second mart is copied": ("os.mkdir /releases/.tmp-", "_copy_table dim_scope$"),
    "artifacts are copied": ("shutil.copyfile /target/run_results.json$", ""),
    "checksums are computed": (_DOCS, "compute_checksum"),
    "it describes itself": (_DOCS, "write_info"),
    "the description is not sealed yet": (_DOCS, "_word_seal"),
    "all is flushed": (_DOCS, "sync_tree"),
    "the folder has its name": ("open /releases$", ""),
    "the earlier working copy goes": ("shutil.rmtree /work/full$", ""),
    "the workspace is kept": ("os.rename /work/full$", ""),
    "it waits to publish": (_DOCS, "hold_pointer"),
    "its own files are read once more": (_DOCS, "find_damage"),
}

_KEEP_ONE = {"WAREHOUSE_KEEP_RELEASES": "1"}
_AFTERWARDS = {
    "the pointer has moved": ("open {folder}$", ""),
    "retention begins": ("open {folder}$", "remove_old_releases"),
    "an old release is put aside": ("os.rename /releases/.tmp-removed-", ""),
    "the old release is half gone": ("os.remove docs.html.gz$", ""),
    "the end is noted": ("open /builds/.tmp-succeeded.json", ""),
    "the old release has left the list": ("shutil.rmtree /.tmp-removed-", ""),
    "the start is forgotten": ("os.remove /builds/started.json$", ""),
}
"""In an order in which no build dies while it sweeps after the one before."""

_TWO_OF_THEM = ("the pointer has moved", "the old release is half gone")

_BEFORE_ANY_RELEASE = {
    "registers are synthesized": "os.mkdir /example/delivery-2$",
    "the third register is landed": "os.rename /staged/loads/attendance-",
}


@pytest.fixture(scope="module")
def first_build(tmp_path_factory):
    """A warehouse with one release of the small project; break a copy of it."""
    settings = Settings(dir=tmp_path_factory.mktemp("first-build"))
    build_small(settings, "2009-02-13")
    return settings.dir


@pytest.fixture
def settings(first_build, tmp_path):
    folder = tmp_path / "warehouse"
    shutil.copytree(first_build, folder)
    return Settings(dir=folder)


@pytest.mark.parametrize(
    "moments",
    [
        pytest.param(_EARLY, id="in_every_stage"),
        pytest.param(_FINER, id="in_every_step", marks=pytest.mark.long),
    ],
)
def test_killed_before_the_pointer_moves_a_build_harms_nothing(
    settings, moments, tmp_path
):
    before = check_served(settings)
    with polling(_READER, settings.dir, tmp_path / "looks") as reader:
        for moment, within in moments.values():
            kill(settings, moment, *_BUILD, within=within, **SMALL)
            assert reader.look_anew() == check_served(settings) == before, moment

        after = build_small(settings, "2009-03-13")
        assert reader.look_anew() == check_served(settings) == after != before
    assert after == list_releases(settings)[0].id
    check_swept(settings)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(_TWO_OF_THEM, id="at_two_moments"),
        pytest.param(tuple(_AFTERWARDS), id="at_every_moment", marks=pytest.mark.long),
    ],
)
def test_killed_once_the_pointer_has_moved_a_build_has_served(
    settings, names, tmp_path
):
    """One release is kept, so that each build removes the one before."""
    served = check_served(settings)
    with polling(_READER, settings.dir, tmp_path / "looks") as reader:
        for number, name in enumerate(names):
            moment, within = _AFTERWARDS[name]
            moment = moment.format(folder=settings.dir)
            dated = (*_BUILD[:-1], f"2009-03-{number + 1:02}")
            kill(settings, moment, *dated, within=within, **SMALL, **_KEEP_ONE)
            before, served = served, reader.look_anew()
            assert served == check_served(settings) != before, name

        after = build_small(settings, "2009-04-13", **_KEEP_ONE)
        assert reader.look_anew() == check_served(settings) == after
    assert [release.id for release in list_releases(settings)] == [after]
    check_swept(settings)


def test_killing_the_demo_s_build_keeps_the_demo(warehouse_copy):
    settings = Settings(dir=warehouse_copy)
    before = check_served(settings)
    kill(settings, "open /target/run/", "build", "--edition", "reported")
    assert check_served(settings) == before


@pytest.mark.long
@pytest.mark.long
def test_killing_the_demo_s_first_builds_loses_nothing(tmp_path, demo_settings):
    settings = Settings(dir=tmp_path / "warehouse")
    for moment in _BEFORE_ANY_RELEASE.values():
        kill(settings, moment, *_DEMO)
        with pytest.raises(NoReleaseError):
            find_served(settings)

    kill(settings, "open /work/demo/example/delivery-2/", *_DEMO)
    between = check_served(settings)
    newer, older = map(_describe, list_releases(demo_settings))
    assert [_describe(release) for release in list_releases(settings)] == [older]

    kill(settings, "os.rename /staged/loads/indicator_targets-", *_DEMO)
    assert check_served(settings) == between

    _kill_while_marts_are_copied(settings)
    assert check_served(settings) == between

    done = run_warehouse(*_DEMO, folder=settings.dir)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["served"] == check_served(settings) != between
    assert list(map(_describe, list_releases(settings))) == [newer, older]
    assert _list_loads(settings) == _list_loads(demo_settings)
    check_swept(settings)


def _kill_while_marts_are_copied(settings):
    """In the midst: some tables are copied, the next has rows but no comments."""
    moment, function = "os.mkdir /releases/.tmp-", "_copy_comments mart_metric_value$"
    kill(settings, moment, *_DEMO, within=function)
    drafts = [path for path in find_leftovers(settings) if path.is_dir()]
    [names] = [{path.name for path in draft.iterdir()} for draft in drafts]
    assert "internal.duckdb" in names
    assert "manifest.json" not in names, "it is written once all marts are copied"


def _describe(release):
    """What two builds of the same registers share."""
    loads = sorted(file.load_id for file in release.info.inputs if file.load_id)
    return release.info.row_counts, release.info.as_of, loads


def _list_loads(settings):
    return sorted((load.load_id, load.rows_accepted) for load in read_ledger(settings))
