"""A build killed at any moment leaves the served release alone and the next clean."""

import json
import signal
from pathlib import Path

import pytest

from tests.conftest import run_warehouse
from warehouse.releases import find_damage, find_served, list_releases
from warehouse.settings import Settings
from warehouse.workspace import find_leftovers

pytestmark = pytest.mark.kill

_HERE = Path(__file__).parent
_HOOK = {"PYTHONPATH": str(_HERE / "killing")}
_SMALL = {"WAREHOUSE_PROJECT_DIR": str(_HERE / "small_project")}
_BUILD = ("build", "--edition", "reported", "--format", "json")

_BEFORE_THE_POINTER = {
    "dbt writes what it parsed": "open /target/manifest.json",
    "dbt runs": "open /target/run/",
    "metrics are computed": "import metricflow.engine",
    "the folder gets its name": "os.rename /releases/2",
    "the pointer's text is written": "open /.tmp-current.json",
    "the pointer is replaced": "os.rename /current.json$",
}


@pytest.fixture
def settings(tmp_path):
    """A warehouse that serves a release of the small project."""
    settings = Settings(dir=tmp_path / "warehouse")
    done = run_warehouse(*_BUILD, folder=settings.dir, **_SMALL)
    assert done.returncode == 0, done.stdout + done.stderr
    return settings


def _kill_build(settings, moment, **environment):
    done = run_warehouse(
        *_BUILD, folder=settings.dir, KILL_AT=moment, **_HOOK, **environment
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
