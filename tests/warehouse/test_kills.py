"""A build killed at any moment leaves the served release alone and the next clean."""

import json
import signal
from pathlib import Path

import pytest

from tests.conftest import run_warehouse
from warehouse.intake.ledger import read_ledger
from warehouse.releases import (
    NoReleaseError,
    find_damage,
    find_served,
    list_releases,
)
from warehouse.settings import Settings
from warehouse.workspace import find_leftovers

pytestmark = pytest.mark.kill

_HERE = Path(__file__).parent
_HOOK = {"PYTHONPATH": str(_HERE / "killing")}
_SMALL = {"WAREHOUSE_PROJECT_DIR": str(_HERE / "small_project")}
_BUILD = ("build", "--edition", "reported", "--format", "json")
_DEMO = ("build", "--edition", "demo", "--format", "json")

_BEFORE_THE_POINTER = {
    "dbt writes what it parsed": "open /target/manifest.json",
    "dbt runs": "open /target/run/",
    "metrics are computed": "import metricflow.engine",
    "the folder gets its name": "os.rename /releases/2",
    "the pointer's text is written": "open /.tmp-current.json",
    "the pointer is replaced": "os.rename /current.json$",
}

_BEFORE_ANY_RELEASE = {
    "registers are synthesized": "os.mkdir /example/delivery-2$",
    "the third register is landed": "os.rename /staged/loads/attendance-",
}


@pytest.fixture
def settings(tmp_path):
    """A warehouse that serves a release of the small project."""
    settings = Settings(dir=tmp_path / "warehouse")
    done = run_warehouse(*_BUILD, folder=settings.dir, **_SMALL)
    assert done.returncode == 0, done.stdout + done.stderr
    return settings


def _kill_build(settings, moment, command=_BUILD, **environment):
    done = run_warehouse(
        *command, folder=settings.dir, KILL_AT=moment, **_HOOK, **environment
    )
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr


def _check_served(settings):
    """The id of what is served: the pointer's, like every release whole."""
    served = find_served(settings)
    assert not served.is_fallback
    assert [find_damage(release) for release in list_releases(settings)] == [
        [] for _ in list_releases(settings)
    ]
    return served.release.id


def test_a_build_killed_at_any_moment_harms_nothing(settings):
    before = _check_served(settings)
    for moment in _BEFORE_THE_POINTER.values():
        _kill_build(settings, moment, **_SMALL)
        assert _check_served(settings) == before, moment

    _kill_build(settings, f"open {settings.dir}$", **_SMALL)
    after = _check_served(settings)
    assert after != before, "once replaced, the pointer leads to the whole new release"

    done = run_warehouse(*_BUILD, folder=settings.dir, **_SMALL)
    answer = json.loads(done.stdout)
    assert answer["served"] == answer["releases"][0]["id"] == _check_served(settings)
    assert find_leftovers(settings) == []
    assert not (settings.work_dir / "build").exists()


def test_killing_the_demo_s_build_keeps_the_demo(warehouse_copy):
    settings = Settings(dir=warehouse_copy)
    before = _check_served(settings)
    _kill_build(settings, "open /target/run/")
    assert _check_served(settings) == before


def test_killing_the_demo_s_first_builds_loses_nothing(tmp_path, demo_settings):
    settings = Settings(dir=tmp_path / "warehouse")
    for moment in _BEFORE_ANY_RELEASE.values():
        _kill_build(settings, moment, _DEMO)
        with pytest.raises(NoReleaseError):
            find_served(settings)

    _kill_build(settings, "open /work/demo/example/delivery-2/", _DEMO)
    between = _check_served(settings)
    newer, older = map(_describe, list_releases(demo_settings))
    assert [_describe(release) for release in list_releases(settings)] == [older]

    _kill_build(settings, "os.rename /staged/loads/indicator_targets-", _DEMO)
    assert _check_served(settings) == between

    _kill_while_marts_are_copied(settings)
    assert _check_served(settings) == between

    done = run_warehouse(*_DEMO, folder=settings.dir)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["served"] == _check_served(settings) != between
    assert list(map(_describe, list_releases(settings))) == [newer, older]
    assert _list_loads(settings) == _list_loads(demo_settings)
    assert find_leftovers(settings) == []
    assert not (settings.work_dir / "build").exists()


def _kill_while_marts_are_copied(settings):
    """In the midst: some tables are copied, the next has rows but no comments."""
    moment, function = "os.mkdir /releases/.tmp-", "_copy_comments mart_metric_value$"
    _kill_build(settings, moment, _DEMO, KILL_IN=function)
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
