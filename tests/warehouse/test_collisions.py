"""Real commands at the same time: one gives way or waits, and nothing is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from threading import Thread

import pytest

from tests.conftest import BUILD_SECONDS, REPOSITORY, run_warehouse
from tests.warehouse.killed import PUBLISH, SMALL
from tests.warehouse.small_release import write_release
from warehouse import releases
from warehouse.build_record import read_last, read_last_build
from warehouse.reading import GoneReleaseError, ReadingError, open_release
from warehouse.releases import (
    find_served,
    list_releases,
    publish,
    read_pointer,
)
from warehouse.retention import remove_old_releases
from warehouse.settings import Settings
from warehouse.workspace import find_leftovers, is_locked, remove_leftovers

_BUILD = ("build", "--edition", "reported")
_START_SECONDS = 60


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path / "warehouse")


def _start(settings, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "warehouse", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "WAREHOUSE_DIR": str(settings.dir), **SMALL},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _end(process):
    told, problems = process.communicate(timeout=BUILD_SECONDS)
    assert process.returncode == 0, told + problems
    return told


@contextmanager
def _building(settings, *output):
    """A build at work, at rest while the block runs; then what it said is in a list."""
    process = _start(settings, *_BUILD, *output)
    _wait_until(lambda: read_last("started", settings) is not None)
    process.send_signal(signal.SIGSTOP)
    told = []
    try:
        yield told
    finally:
        process.send_signal(signal.SIGCONT)
        told.append(_end(process))


def _wait_until(is_so):
    end = time.monotonic() + _START_SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def _run(settings, *arguments):
    done = run_warehouse(*arguments, "--format", "json", folder=settings.dir, **SMALL)
    return done.returncode, json.loads(done.stdout)


def _check_clean(settings):
    assert not find_served(settings).is_fallback
    assert find_leftovers(settings) == []
    assert not (settings.work_dir / "build").exists()
    assert not is_locked(settings)


def test_a_second_build_and_a_load_give_way_and_the_first_ends_well(settings, tmp_path):
    file = tmp_path / "training_events.csv"
    file.write_text("event_id,start_date,scope\ne1,2008-03-01,institution\n", "utf-8")
    with _building(settings) as told:
        first = read_last("started", settings)
        for command in (_BUILD, ("ingest", str(file))):
            code, answer = _run(settings, *command)
            assert (code, answer["error"]["code"]) == (1, "build_running")
            assert first.id.split("-")[1] in answer["error"]["message"]
    [served] = [release.id for release in list_releases(settings)]
    assert read_pointer(settings) == served
    assert read_last_build(settings).id == first.id
    assert read_last_build(settings).releases == (served,)
    assert read_last("turned_away", settings) is not None
    assert not list(settings.staged_dir.glob("loads/*"))
    assert served in told[0]
    _check_clean(settings)


def test_a_build_that_waits_comes_second(settings):
    with _building(settings):
        second = _start(settings, *_BUILD, "--wait", "--format", "json")
        with pytest.raises(subprocess.TimeoutExpired):
            second.communicate(timeout=5)
    answer = json.loads(_end(second))
    made = [release.id for release in list_releases(settings)]
    assert made[0] == answer["served"] == read_pointer(settings)
    assert len(made) == 2
    assert read_last("turned_away", settings) is None
    _check_clean(settings)


def test_a_release_chosen_during_a_build_stays_and_the_new_one_is_kept(settings):
    older, newer = write_release(settings, 1), write_release(settings, 2)
    publish(newer.id, settings)
    with _building(settings, "--format", "json") as told:
        code, answer = _run(settings, "rollback")
        assert (code, answer["served"]) == (0, older.id)
    build = json.loads(told[0])
    made = build["releases"][0]["id"]
    assert build["served"] == older.id == read_pointer(settings)
    assert not build["is_published"]
    assert made in {release.id for release in list_releases(settings)}
    assert read_last_build(settings).outcome == "succeeded"
    assert _run(settings, *PUBLISH, made)[1]["served"] == made
    _check_clean(settings)


def test_a_build_says_why_its_release_was_not_published(settings):
    older, newer = write_release(settings, 1), write_release(settings, 2)
    publish(newer.id, settings)
    with _building(settings) as told:
        publish(older.id, settings)
    [made] = read_last_build(settings).releases
    assert older.id in told[0]
    assert f"python -m warehouse publish {made}" in told[0]


def test_a_lost_pointer_does_not_keep_a_build_from_being_served(settings):
    publish(write_release(settings, 1).id, settings)
    with _building(settings):
        (settings.dir / "current.json").unlink()
    assert read_pointer(settings) == list_releases(settings)[0].id
    _check_clean(settings)


def test_no_release_goes_while_it_is_being_chosen(tmp_path, monkeypatch):
    settings = Settings(dir=tmp_path, keep_releases=1)
    oldest, newest = write_release(settings, 1), write_release(settings, 2)
    publish(newest.id, settings)
    retention = Thread(target=remove_old_releases, args=[settings])
    find_damage = releases.find_damage

    def find_while_others_tidy(release):
        retention.start()
        retention.join(timeout=0.5)
        assert retention.is_alive(), "it waits until the pointer has moved"
        return find_damage(release)

    monkeypatch.setattr(releases, "find_damage", find_while_others_tidy)
    publish(oldest.id, settings)
    retention.join()
    assert find_served(settings).release.id == oldest.id
    assert not find_served(settings).is_fallback
    assert [release.id for release in list_releases(settings)] == [oldest.id]


def test_a_reader_that_meets_retention_looks_again(tmp_path, monkeypatch):
    settings = Settings(dir=tmp_path, keep_releases=1)
    older, newer = write_release(settings, 1), write_release(settings, 2)
    publish(older.id, settings)
    list_folders = releases.list_folders

    def list_after_others_have_published(settings):
        monkeypatch.setattr(releases, "list_folders", list_folders)
        publish(newer.id, settings)
        remove_old_releases(settings)
        return list_folders(settings)

    monkeypatch.setattr(releases, "list_folders", list_after_others_have_published)
    served = find_served(settings)
    assert (served.release.id, served.is_fallback) == (newer.id, False)
    assert not older.path.exists()


def test_what_goes_between_finding_and_opening_is_told_from_damage(tmp_path):
    settings = Settings(dir=tmp_path, keep_releases=1)
    older, newer = write_release(settings, 1), write_release(settings, 2)
    publish(newer.id, settings)
    remove_old_releases(settings)
    with pytest.raises(GoneReleaseError):
        open_release(older, settings)
    newer.database.unlink()
    with pytest.raises(ReadingError) as told:
        open_release(newer, settings)
    assert told.type is ReadingError


def test_a_build_that_begins_leaves_the_pointer_being_written_alone(
    tmp_path, monkeypatch
):
    settings = Settings(dir=tmp_path)
    release = write_release(settings, 1)
    sweep = Thread(target=remove_leftovers, args=[settings])
    replace_text = releases.replace_text

    def replace_while_a_build_begins(path, text):
        being_written = path.with_name(".tmp-current.json-being-written")
        being_written.write_text(text)
        sweep.start()
        sweep.join(timeout=0.5)
        assert being_written.exists()
        replace_text(path, text)

    monkeypatch.setattr(releases, "replace_text", replace_while_a_build_begins)
    publish(release.id, settings)
    sweep.join()
    assert read_pointer(settings) == release.id
    assert find_leftovers(settings) == []
