"""Real commands on a warehouse of the small project, killed at an exact moment."""

import json
import signal
from pathlib import Path

from tests.conftest import run_warehouse
from warehouse.releases import find_damage, find_served, list_releases
from warehouse.workspace import find_leftovers

_HERE = Path(__file__).parent
_HOOK = {"PYTHONPATH": str(_HERE / "killing")}
PUBLISH = ("publish", "--yes")
"""What moves the pointer without asking; an id follows."""

SMALL = {"WAREHOUSE_PROJECT_DIR": str(_HERE / "small_project")}


def kill(settings, moment, *command, within="", **environment):
    """Run a command that dies at `moment`, or then in a function: killing/."""
    done = run_warehouse(
        *command,
        folder=settings.dir,
        KILL_AT=moment,
        KILL_IN=within,
        **_HOOK,
        **environment,
    )
    assert done.returncode == -signal.SIGKILL, (moment, done.stdout + done.stderr)


def build_small(settings, day, **environment):
    """Build the small project as of `day`, whole: the id of what is then served."""
    command = ("build", "--edition", "reported", "--as-of", day, "--format", "json")
    done = run_warehouse(*command, folder=settings.dir, **SMALL, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)["served"]


def check_served(settings):
    """The id of what is served: the pointer's, like every release whole."""
    served = find_served(settings)
    assert not served.is_fallback
    damage = {r.id: find_damage(r) for r in list_releases(settings)}
    assert damage == dict.fromkeys(damage, [])
    return served.release.id


def check_swept(settings):
    """Nothing is left of what was killed before."""
    assert find_leftovers(settings) == []
    assert not (settings.work_dir / "build").exists()
