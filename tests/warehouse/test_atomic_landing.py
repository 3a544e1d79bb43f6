"""A call with several files, killed at any moment: all of its loads count, or none."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import xlsxwriter

from tests.conftest import REPOSITORY, run_warehouse
from tests.warehouse.landed import make_settings, make_writer
from warehouse.doctor import examine
from warehouse.intake.ledger import find_journals, read_ledger
from warehouse.intake.quarantine import count_open

pytestmark = pytest.mark.kill

_HOOK = {"PYTHONPATH": str(Path(__file__).parent / "killing")}
_LOADS = {"attendance", "training_events", "follow_ups", "evaluations"}

BEFORE = {
    "the command starts": "import warehouse.intake",
    "the second file is opened": "open /calls/evaluations.csv$",
    "the first load is filled": "open /training_events.parquet$",
    "the last load is filled": "open /follow_ups.parquet$",
    "its entry is written": "open /load.json$",
    "the journal is begun": "open /.tmp-landing-",
    "the journal gets its name": "os.rename /.tmp-landing-",
    "the first load gets its place": "os.rename /loads/training_events-",
    "the second load gets its place": "os.rename /loads/attendance-",
    "the last load gets its place": "os.rename /loads/follow_ups-",
    "the journal goes": "os.remove /landing-",
}


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def calls(tmp_path):
    """A folder with files of four registers, one of them a workbook's sheet."""
    folder = tmp_path / "calls"
    folder.mkdir()
    write = make_writer(folder)
    write("training_events.csv", "event_id,start_date", "new,2008-05-01", "bad,soon")
    write("evaluations.csv", "event_id,response_id,question,score", "new,r,overall,5")
    write("follow_ups.csv", "event_id,participant_id,due_date", "new,p1,2008-10-01")
    with xlsxwriter.Workbook(folder / "people.xlsx") as book:
        sheet = book.add_worksheet("attendance")
        for number, row in enumerate((("event_id", "sex"), ("new", "male"))):
            sheet.write_row(number, 0, row)
    return folder


def ingest(settings, *arguments, **environment):
    return run_warehouse(
        *("ingest", *map(str, arguments), "--format", "json"),
        folder=settings.dir,
        WAREHOUSE_PROJECT_DIR=str(settings.project_dir),
        **environment,
    )


def kill(settings, moment, *arguments):
    done = ingest(settings, *arguments, KILL_AT=moment, **_HOOK)
    assert done.returncode == -signal.SIGKILL, (moment, done.stdout + done.stderr)


def list_counting(settings):
    return {load.dataset for load in read_ledger(settings)}


def check_whole(settings, calls):
    """The next call takes everything in, once; nothing is left of the killed one."""
    done = ingest(settings, calls)
    assert done.returncode == 0, done.stdout + done.stderr
    assert list_counting(settings) == _LOADS
    assert len(read_ledger(settings)) == len(_LOADS)
    assert find_journals(settings) == []
    named = {load.load_id for load in read_ledger(settings)}
    assert {p.name for p in settings.staged_dir.glob("loads/*")} == named
    assert sum(count_open(settings).values()) == 1
    again = json.loads(ingest(settings, calls).stdout)
    assert [file["is_repeat"] for file in again["files"]] == [True] * len(_LOADS)


@pytest.mark.parametrize("moment", BEFORE.values(), ids=BEFORE)
def test_killed_before_the_journal_is_gone_it_never_happened(settings, calls, moment):
    kill(settings, moment, calls)
    assert list_counting(settings) == set()
    assert count_open(settings) == {}
    check_whole(settings, calls)


def test_killed_while_it_is_taken_back_it_still_never_happened(settings, calls):
    kill(settings, BEFORE["the journal goes"], calls)
    kill(settings, "shutil.rmtree /loads/follow_ups-", calls)
    assert list_counting(settings) == set()
    check_whole(settings, calls)


def test_killed_afterwards_all_of_it_counts(settings, calls, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Slug,Day\na,2008-05-01\n")
    mapping = tmp_path / "list.yml"
    mapping.write_text(
        "dataset: training_events\ncolumns: {event_id: Slug, start_date: Day}\n"
    )
    kill(settings, "os.mkdir /mappings$", path, "--map", mapping)
    assert list_counting(settings) == {"training_events"}
    done = ingest(settings, path, "--map", mapping)
    assert json.loads(done.stdout)["files"][0]["is_repeat"]


def test_a_replacement_killed_half_way_leaves_the_earlier_load(settings, tmp_path):
    first, second = tmp_path / "attendance.csv", tmp_path / "attendance2.csv"
    first.write_text("event_id,sex\ne1,male\n")
    second.write_text("event_id,sex\ne1,female\n")
    (file,) = json.loads(ingest(settings, first).stdout)["files"]
    wish = ("--as", "attendance", "--replaces", file["load_id"])
    kill(settings, BEFORE["the journal goes"], second, *wish)
    assert [load.load_id for load in read_ledger(settings)] == [file["load_id"]]
    assert ingest(settings, second, *wish).returncode == 0
    (load,) = read_ledger(settings)
    assert load.replaces == file["load_id"]


def test_what_a_killed_call_leaves_the_doctor_sees_and_a_build_sweeps(settings, calls):
    kill(settings, BEFORE["its entry is written"], calls)
    left = list(settings.staged_dir.glob(".tmp-*"))
    assert left
    assert "leftovers" in {finding.code for finding in examine(settings)}


@pytest.mark.parametrize("share", [0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_killed_by_the_clock(settings, calls, share, duration):
    child = subprocess.Popen(
        [sys.executable, "-m", "warehouse", "ingest", str(calls)],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "WAREHOUSE_DIR": str(settings.dir),
            "WAREHOUSE_PROJECT_DIR": str(settings.project_dir),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(duration * share)
    child.kill()
    child.wait(30)
    assert list_counting(settings) in (set(), _LOADS)
    check_whole(settings, calls)


@pytest.fixture(scope="module")
def duration(tmp_path_factory):
    """How long a whole call of this kind takes here."""
    folder = tmp_path_factory.mktemp("duration")
    settings = make_settings(folder)
    path = folder / "attendance.csv"
    path.write_text("event_id\ne1\n")
    started = time.monotonic()
    assert ingest(settings, path).returncode == 0
    return time.monotonic() - started
