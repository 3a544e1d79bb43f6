"""A build killed at any moment leaves the served release alone and the next clean."""

import json
import signal
from pathlib import Path

import pytest

from tests.conftest import run_warehouse
from warehouse.releases import find_damage, find_served, list_releases, read_pointer
from warehouse.settings import Settings
from warehouse.workspace import find_leftovers

pytestmark = pytest.mark.kill

_HOOK = str(Path(__file__).with_name("killing"))

_BEFORE_THE_POINTER = {
    "dbt parses": "open /target/manifest.json",
    "dbt runs": "open /target/run/",
    "metrics are computed": "import metricflow.engine",
    "the description is written": "open /release.json",
    "the folder gets its name": "os.rename /releases/2",
    "the pointer is written": "open /.tmp-current.json",
    "the pointer is replaced": "os.rename /current.json$",
}


def _kill_build(folder, moment):
    done = run_warehouse(
        *("build", "--edition", "demo"), folder=folder, KILL_AT=moment, PYTHONPATH=_HOOK
    )
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]


def _check_sound(settings):
    for release in list_releases(settings):
        assert find_damage(release) == []


def test_a_build_killed_at_any_moment_harms_nothing(warehouse_copy):
    settings = Settings(dir=warehouse_copy)
    before = read_pointer(settings)
    for moment in _BEFORE_THE_POINTER.values():
        _kill_build(warehouse_copy, moment)
        served = find_served(settings)
        assert (served.release.id, served.is_fallback) == (before, False)
        _check_sound(settings)

    _kill_build(warehouse_copy, f"open {warehouse_copy}$")
    served = find_served(settings)
    assert served.release.id not in (before, None)
    assert not served.is_fallback
    _check_sound(settings)

    done = run_warehouse("build", "--format", "json", folder=warehouse_copy)
    answer = json.loads(done.stdout)
    assert answer["served"] == answer["releases"][0]["id"]
    assert find_leftovers(settings) == []
    assert not (settings.work_dir / "build").exists()
    _check_sound(settings)
