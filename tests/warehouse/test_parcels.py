"""Files handed over by a page: copied safely, run once at a time, and removed."""

import io
import json
import os
import signal
import stat
import time
from dataclasses import replace

import psutil
import pytest

from warehouse import parcels
from warehouse.audit import audit_dir
from warehouse.intake.ledger import read_ledger
from warehouse.parcel_runs import (
    Order,
    discard,
    is_running,
    read_run,
    start,
    sweep,
)
from warehouse.parcels import clean_name, find_parcel, receive
from warehouse.settings import Settings
from warehouse.workspace import hold_lock

EVENTS = b"event_id,start_date\ne1,2008-04-22\ne2,2008-04-31\n"
CHECK, LOAD = Order(dry_run=True, lang="en"), Order(dry_run=False, lang="ru")
SECONDS = 60


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_DIR", str(tmp_path / "data"))
    return Settings()


def hand_over(settings, content=EVENTS, name="training_events.csv"):
    return receive([(name, io.BytesIO(content))], settings)


def finish(parcel):
    deadline = time.monotonic() + SECONDS
    while is_running(parcel):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return read_run(parcel)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("register.csv", "register.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Реестр 2008.XLSX", "Реестр 2008.xlsx"),
        ("-rf *.csv", "-rf _.csv"),
        (".csv", "register.csv"),
        ("..", "register"),
        ("a\x00b\n\u202ecsv.exe.csv", "a_b__csv.exe.csv"),
        ("<img src=x>.csv", "_img src_x_.csv"),
        ("я" * 500 + ".csv", "я" * 60 + ".csv"),
    ],
)
def test_a_name_is_no_path(given, kept):
    assert clean_name(given) == kept


def test_only_the_owner_can_read_the_copies(settings):
    parcel = hand_over(settings)
    (file,) = parcel.files
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (file.parent, parcel.folder, parcel.folder.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert file.read_bytes() == EVENTS


def test_files_of_one_name_stand_beside_each_other(settings):
    files = [("a.csv", io.BytesIO(b"1")), ("x/a.csv", io.BytesIO(b"2"))]
    assert [file.name for file in receive(files, settings).files] == [
        "a (2).csv",
        "a.csv",
    ]


@pytest.mark.parametrize("asked", ["", "..", "x", "a" * 32 + "/", "A" * 32, "0" * 32])
def test_an_id_from_outside_finds_nothing(settings, asked):
    hand_over(settings)
    assert find_parcel(asked, settings) is None


def test_a_check_loads_nothing_and_a_load_removes_the_copy(settings):
    parcel = hand_over(settings)
    assert read_run(parcel).state == "new"
    assert start(parcel, CHECK)
    checked = finish(parcel)
    assert (checked.state, checked.order) == ("done", CHECK)
    (report,) = checked.files
    assert (report["rows_accepted"], report["rows_quarantined"]) == (1, 1)
    assert read_ledger(settings) == []
    assert parcel.files
    assert start(parcel, LOAD)
    assert finish(parcel).rows == 0
    (load,) = read_ledger(settings)
    assert (load.file, load.rows_in) == ("training_events.csv", 2)
    assert parcel.files == []
    assert read_run(parcel).state == "done"


def test_a_refusal_keeps_the_copy_and_speaks_the_language(settings):
    parcel = hand_over(settings, b"x,y\n1,2\n", "strange.csv")
    start(parcel, LOAD)
    run = finish(parcel)
    assert (run.state, run.error["code"]) == ("refused", "unknown_dataset")
    assert "Укажите реестр" in run.error["message"]
    assert parcel.files


def test_another_build_at_work_is_a_refusal(settings):
    parcel = hand_over(settings)
    with hold_lock(settings):
        start(parcel, LOAD)
        assert finish(parcel).error["code"] == "build_running"
    start(parcel, LOAD)
    assert finish(parcel).state == "done"


def test_a_parcel_is_run_once_at_a_time(settings):
    parcel = hand_over(settings)
    assert [start(parcel, LOAD) for _ in range(3)] == [True, False, False]
    assert read_run(parcel).state == "running"
    assert finish(parcel).state == "done"
    assert len(read_ledger(settings)) == 1


def test_a_killed_run_is_told_and_can_be_tried_again(settings):
    parcel = hand_over(settings)
    start(parcel, LOAD)
    kill_run(parcel)
    assert finish(parcel).state == "broken"
    assert read_ledger(settings) == []
    assert parcel.files
    start(parcel, LOAD)
    assert finish(parcel).state == "done"


def test_what_is_not_wanted_goes_when_the_run_has_ended(settings):
    parcel = hand_over(settings)
    start(parcel, CHECK)
    discard(parcel)
    assert finish(parcel).state == "done"
    assert parcel.files == []


def test_what_was_left_behind_is_swept_after_a_day(settings, monkeypatch):
    parcel, young = hand_over(settings), hand_over(settings)
    old = time.time() - 2 * 24 * 60 * 60
    os.utime(parcel.folder, (old, old))
    sweep(settings)
    assert not parcel.folder.exists()
    assert young.files


def test_a_full_disk_leaves_nothing(settings, monkeypatch):
    class FullDisk(io.BytesIO):
        def read(self, size=-1):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        receive([("a.csv", FullDisk())], settings)
    assert list(parcels._inbox_dir(settings).iterdir()) == []


def kill_run(parcel):
    for process in psutil.Process().children(recursive=True):
        if str(parcel.folder) in process.cmdline():
            process.send_signal(signal.SIGKILL)
            return
    pytest.fail("no run was found")


def test_a_load_is_recorded_with_the_code_of_who_ordered_it(settings):
    parcel = hand_over(settings)
    assert start(parcel, replace(LOAD, reader="c0de"))
    assert finish(parcel).state == "done"
    [path] = audit_dir(settings).iterdir()
    entry = json.loads(path.read_text("utf-8"))
    assert (entry["event"], entry["reader"]) == ("loaded", "c0de")
