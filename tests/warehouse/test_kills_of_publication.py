"""Killed while they move the pointer: before it counts, or all of it, and read on."""

import pytest

from tests.conftest import run_warehouse
from tests.warehouse.killed import (
    PUBLISH,
    build_small,
    check_served,
    check_swept,
    kill,
)
from tests.warehouse.polling import polling
from warehouse.releases import publish, read_pointer
from warehouse.settings import Settings
from warehouse.workspace import hold_lock, remove_leftovers

pytestmark = pytest.mark.kill

_READER = "tests.warehouse.polling_reader"
_COMPARING = {"it compares the releases": ("import warehouse.comparison", "open_pair")}
_COMMANDS = {"publish": (PUBLISH, 1, _COMPARING), "rollback": (("rollback",), 0, {})}
"""What moves the pointer, the older (0) or newer (1) release it leads to, and moments
that only this command has."""

_BEFORE = {
    "it waits for its turn": ("open /pointer.lock$", ""),
    "it has its turn": ("open /pointer.lock$", "_move_pointer"),
    "it reads the first file": ("open /pointer.lock$", "compute_checksum"),
    "it reads the last file": (
        "open /pointer.lock$",
        "compute_checksum semantic_manifest",
    ),
    "the pointer's text gets a file": ("open /.tmp-current.json", ""),
    "that file is empty": ("open /.tmp-current.json", "fdopen"),
    "that file is on the disk": ("os.chmod /.tmp-current.json", ""),
    "the pointer is replaced": ("os.rename /current.json$", ""),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Two releases of the small project, the older first."""
    settings = Settings(dir=tmp_path_factory.mktemp("publication"))
    days = ("2009-02-13", "2009-03-13")
    return settings, [build_small(settings, day) for day in days]


@pytest.mark.parametrize("command", _COMMANDS)
def test_killed_while_it_moves_the_pointer(built, command, tmp_path):
    settings, ids = built
    words, goal, its_own = _COMMANDS[command]
    old, new = ids[1 - goal], ids[goal]
    publish(old, settings)
    with polling(_READER, settings.dir, tmp_path / "looks") as reader:
        for moment, within in [*its_own.values(), *_BEFORE.values()]:
            kill(settings, moment, *words, new, within=within)
            assert reader.look_anew() == check_served(settings) == old, moment

        kill(settings, f"open {settings.dir}$", *words, new)
        assert reader.look_anew() == check_served(settings) == new

        publish(old, settings)
        kill(settings, f"open {settings.dir}$", *words, new, within="show_lines")
        assert reader.look_anew() == check_served(settings) == new

        publish(old, settings)
        _move(settings, *words, new)
        assert reader.look_anew() == check_served(settings) == new
    _sweep(settings)


def _sweep(settings):
    """As every build begins."""
    with hold_lock(settings):
        remove_leftovers(settings)
    check_swept(settings)


def _move(settings, *words):
    done = run_warehouse(*words, folder=settings.dir)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_rollback_that_was_killed_leads_back_once_only(built, tmp_path):
    """Without an id it goes by the pointer: what has moved must not move again."""
    settings, (older, newer) = built
    publish(newer, settings)
    kill(settings, "open /manifest.json$", "rollback")
    assert read_pointer(settings) == newer
    kill(settings, f"open {settings.dir}$", "rollback")
    assert read_pointer(settings) == older
    assert run_warehouse("rollback", folder=settings.dir).returncode == 1
    assert check_served(settings) == older
