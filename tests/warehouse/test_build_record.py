"""What is remembered of builds, however they end."""

import os
import signal
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.warehouse.refused_build import REFUSAL
from warehouse.build_record import (
    note_turned_away,
    read_last,
    read_last_build,
    record_build,
)
from warehouse.culprits import BuildRefusedError
from warehouse.settings import Settings
from warehouse.workspace import hold_lock, is_locked

_DIE = """
import os, signal
from warehouse.build_record import record_build
from warehouse.settings import load_settings
from warehouse.workspace import hold_lock

settings = load_settings()
with hold_lock(settings), record_build("doomed", "demo", settings):
    print("at work", flush=True)
    input()
"""


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path)


def _refuse(settings, build_id="refused"):
    with pytest.raises(BuildRefusedError), record_build(build_id, "demo", settings):
        raise BuildRefusedError([REFUSAL])


def _succeed(settings, build_id="good"):
    with record_build(build_id, "demo", settings) as releases:
        releases.append("r1")


def test_before_the_first_build_there_is_none(settings):
    assert read_last_build(settings) is None


def test_a_success_names_its_releases_and_times(settings):
    _succeed(settings)
    record = read_last_build(settings)
    assert (record.id, record.outcome, record.releases) == (
        "good",
        "succeeded",
        ("r1",),
    )
    assert record.started_at <= record.ended_at


def test_a_refusal_names_rules_and_loads(settings):
    _refuse(settings)
    record = read_last_build(settings)
    assert record.outcome == "refused"
    assert (record.rules, record.load_ids) == (("unique_thing",), ("attendance-1",))


def test_any_other_end_is_a_failure_of_its_kind(settings):
    with pytest.raises(KeyboardInterrupt), record_build("b", "demo", settings):
        raise KeyboardInterrupt
    record = read_last_build(settings)
    assert (record.outcome, record.error) == ("failed", "KeyboardInterrupt")


def test_the_last_end_counts_and_the_others_are_kept(settings):
    _succeed(settings)
    _refuse(settings)
    assert read_last_build(settings).outcome == "refused"
    assert read_last("succeeded", settings).id == "good"
    _succeed(settings, "better")
    assert read_last_build(settings).id == "better"


def test_a_build_turned_away_does_not_hide_how_the_other_ended(settings):
    _refuse(settings)
    note_turned_away("late", "demo", settings)
    assert read_last_build(settings).id == "refused"
    assert read_last("turned_away", settings).id == "late"


def test_a_build_under_way_is_not_the_last_one(settings):
    _succeed(settings)
    with hold_lock(settings), record_build("now", "demo", settings):
        assert read_last_build(settings).id == "good"


def test_a_killed_build_is_known_at_once_and_after_the_next_began(settings):
    _succeed(settings)
    _kill_a_build(settings)
    assert not is_locked(settings)
    killed = read_last_build(settings)
    assert (killed.id, killed.outcome) == ("doomed", "killed")
    with hold_lock(settings), record_build("next", "demo", settings):
        assert read_last_build(settings).id == "doomed"
    assert read_last_build(settings).id == "next"


def _kill_a_build(settings):
    process = subprocess.Popen(
        [sys.executable, "-c", _DIE],
        cwd=REPOSITORY,
        env={**os.environ, "WAREHOUSE_DIR": str(settings.dir)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "at work\n"
        assert is_locked(settings)
        process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": 1, "rules": 2}', "\xff"])
def test_a_damaged_record_says_nothing(settings, text):
    _succeed(settings)
    path = settings.work_dir / "builds" / "succeeded.json"
    path.write_bytes(text.encode("latin-1"))
    assert read_last_build(settings) is None


def test_a_full_disk_hides_no_reason(settings):
    (settings.work_dir).mkdir(parents=True)
    (settings.work_dir / "builds").write_text("in the way of the folder")
    _refuse(settings)
    assert read_last_build(settings) is None
