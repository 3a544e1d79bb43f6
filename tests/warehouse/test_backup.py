"""A backup is a state that was, and a folder restored from it serves the same."""

import io
import json
import shutil
import stat
import tarfile
import time
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from tests.warehouse.command_line import make_runner
from tests.warehouse.landed import make_settings, make_writer
from tests.warehouse.small_release import write_release
from warehouse.backup import restore_backup, write_backup
from warehouse.doctor import examine
from warehouse.intake import ingest
from warehouse.intake.ledger import read_ledger
from warehouse.reading import open_release
from warehouse.releases import (
    find_damage,
    find_served,
    list_releases,
    publish,
    read_pointer,
)
from warehouse.retention import remove_old_releases
from warehouse.withdrawals import Withdrawal, list_withdrawals, write_withdrawal


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Two loads, two releases of which the older is served, and a tombstone."""
    folder = tmp_path_factory.mktemp("template")
    settings = make_settings(folder)
    write = make_writer(folder)
    ingest([write("attendance.csv", "event_id", "e1")], settings=settings)
    ingest(
        [
            write(
                "follow_ups.csv", "event_id,participant_id,due_date", "e1,p1,2008-10-01"
            )
        ],
        settings=settings,
    )
    older = write_release(settings, 1)
    write_release(settings, 2)
    publish(older.id, settings)
    write_withdrawal(Withdrawal(release="20260101T000000Z-00000000"), settings)
    (settings.dir / "inbox").mkdir()
    (settings.dir / "inbox" / "raw.csv").write_text("a name")
    return settings.model_copy(update={"keep_releases": 2})


@pytest.fixture
def filled(template, tmp_path):
    """A copy to change at will."""
    shutil.copytree(template.dir, tmp_path / "data")
    return template.model_copy(update={"dir": tmp_path / "data"})


def elsewhere(settings, tmp_path):
    return settings.model_copy(update={"dir": tmp_path / "restored"})


def test_a_restored_folder_serves_the_same_release(filled, tmp_path):
    written = write_backup(tmp_path / "b.tar", filled)
    other = elsewhere(filled, tmp_path)
    restored = restore_backup(tmp_path / "b.tar", other)
    assert (restored.loads, restored.releases) == (written.loads, written.releases)
    assert restored.served == read_pointer(filled) == find_served(other).release.id
    assert not find_served(other).is_fallback
    assert (
        open_release(find_served(other).release, other)
        .fetch("select number from marts.answer")
        .item()
        == 1
    )
    assert read_ledger(other) == read_ledger(filled)
    assert list_withdrawals(other) == list_withdrawals(filled) != []
    codes = {f.code for f in examine(other) if f.severity == "problem"}
    assert not codes & {"release_damaged", "missing_release", "load_damaged"}


def test_only_what_cannot_be_made_again_is_in_it_and_only_its_owner_reads_it(
    filled, tmp_path
):
    path = tmp_path / "b.tar"
    write_backup(path, filled)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with tarfile.open(path) as tar:
        parts = {name.partition("/")[0] for name in tar.getnames()}
    assert parts == {"audit", "complete", "current.json", "releases", "staged"}
    assert not (filled.work_dir / "backup").exists()


@contextmanager
def running(step):
    """Do something again and again, in another thread, while the block runs."""
    over = Event()

    def run():
        number = 10
        while not over.is_set():
            step(number)
            number += 1

    thread = Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_backups_taken_while_releases_come_and_go_are_whole(filled, tmp_path):
    """The third release that comes removes the first: two are kept."""

    def come_and_go(number):
        publish(write_release(filled, number).id, filled)
        remove_old_releases(filled)

    with running(come_and_go):
        for number in range(4):
            write_backup(tmp_path / f"{number}.tar", filled)
            time.sleep(0.05)
    for number in range(4):
        other = filled.model_copy(update={"dir": tmp_path / f"restored-{number}"})
        restore_backup(tmp_path / f"{number}.tar", other)
        assert not find_served(other).is_fallback
        assert [find_damage(release) for release in list_releases(other)]
        assert not any(find_damage(release) for release in list_releases(other))


def test_loads_that_are_being_put_in_place_are_waited_for(filled, tmp_path):
    """A journal names them: all of a call is in the backup, or nothing of it."""
    journal = filled.staged_dir / "landing-1.json"
    journal.write_text(json.dumps([]))
    thread = Thread(target=write_backup, args=(tmp_path / "b.tar", filled))
    thread.start()
    time.sleep(0.5)
    assert not (tmp_path / "b.tar").exists()
    journal.unlink()
    thread.join(timeout=10)
    with tarfile.open(tmp_path / "b.tar") as tar:
        assert not [name for name in tar.getnames() if "landing" in name]


@pytest.fixture
def run(filled, monkeypatch, capfd):
    return make_runner(filled, monkeypatch, capfd)


class TestRefusals:
    def test_a_folder_with_a_warehouse_stays_as_it_is(self, run, filled, tmp_path):
        assert run("backup", tmp_path / "b.tar").code == 0
        before = read_pointer(filled)
        told = run("restore", tmp_path / "b.tar")
        assert told.code == 1
        assert "There is a warehouse in" in told.stderr
        assert read_pointer(filled) == before

    def test_a_file_that_is_there_is_not_overwritten(self, run, tmp_path):
        (tmp_path / "b.tar").write_text("mine")
        assert run("backup", tmp_path / "b.tar").code == 1
        assert (tmp_path / "b.tar").read_text() == "mine"

    @pytest.mark.parametrize(
        "kind", ["text", "cut", "cut neatly", "foreign", "escaping", "empty"]
    )
    def test_what_is_no_backup_puts_nothing_back(self, run, filled, tmp_path, kind):
        path, target = tmp_path / "b.tar", tmp_path / "other"
        if kind == "text":
            path.write_text("no archive")
        elif kind == "cut":
            write_backup(path, filled)
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        elif kind == "cut neatly":
            write_backup(path, filled)
            with tarfile.open(path) as tar:
                last = tar.getmembers()[-1]
            path.write_bytes(path.read_bytes()[: last.offset])
        else:
            names = {"foreign": "etc/passwd", "escaping": "staged/../../out"}
            write_archive(path, names.get(kind))
        told = run("restore", path, WAREHOUSE_DIR=str(target))
        assert told.code == 1
        assert "is no backup, or is not whole" in told.stderr
        assert not list(target.iterdir())
        assert not (tmp_path / "out").exists()


def write_archive(path, name):
    with tarfile.open(path, "w") as tar:
        if name:
            member = tarfile.TarInfo(name)
            member.size = 1
            tar.addfile(member, io.BytesIO(b"x"))
