"""Files loaded again, corrected, read in another way: the last word counts once."""

import polars as pl
import pytest

from tests.warehouse.command_line import make_runner
from tests.warehouse.landed import (
    list_everything,
    make_settings,
    make_writer,
    read_landed,
)
from warehouse.inputs import link_registers
from warehouse.intake import ingest, read_mapping
from warehouse.intake.changes import CHANGES_NAME
from warehouse.intake.ledger import loads_dir, read_history, read_ledger
from warehouse.intake.problems import UnknownLoadError
from warehouse.intake.quarantine import count_open
from warehouse.workspace import open_workspace

EVENTS = "event_id,start_date,attendance_count"


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


def load(path, settings, **wishes):
    (report,) = ingest([path], settings=settings, **wishes)
    return report


def list_rows(settings, dataset, *columns):
    """The rows that count: of a key the one landed last."""
    rows = {}
    for entry in read_ledger(settings):
        if entry.dataset == dataset:
            landed, _ = read_landed(settings, Entry(entry.load_id, dataset))
            for row in landed.select(columns).rows():
                rows[row[0]] = row
    return sorted(rows.values())


def list_traces(settings):
    """Of every load the rows it corrected, and those with their earlier values."""
    workspace = open_workspace(settings)
    link_registers(settings, workspace, "live")
    ledger = pl.read_parquet(workspace.inputs / "work" / "register_loads.parquet")
    return ledger.select("rows_changed", "rows_traced").rows()


class Entry:
    """What `read_landed` needs of a report."""

    def __init__(self, load_id, dataset):
        self.load_id, self.dataset = load_id, dataset


class TestWithNaturalKey:
    def test_a_corrected_file_supersedes_and_says_what_changed(self, settings, write):
        first = write("may.csv", EVENTS, "a,2008-05-01,10", "b,2008-05-02,20")
        second = write(
            "june.csv",
            *(EVENTS, "a,2008-05-01,11", "b,2008-05-02,20", "c,2008-06-01,5"),
        )
        assert load(first, settings).changes == {"added": 2}
        report = load(second, settings)
        assert report.changes == {"added": 1, "changed": 1, "unchanged": 1}
        rows = list_rows(settings, "training_events", "event_id", "attendance_count")
        assert rows == [("a", 11), ("b", 20), ("c", 5)]

    def test_the_ledger_tells_a_correction_without_its_trace(self, settings, write):
        load(write("may.csv", EVENTS, "a,2008-05-01,10", "b,2008-05-02,20"), settings)
        lines = ("a,2008-05-01,11", "b,2008-05-02,21", "c,2008-06-01,5")
        second = load(write("june.csv", EVENTS, *lines), settings)
        assert list_traces(settings) == [(0, 0), (2, 2)]
        (loads_dir(settings) / second.load_id / CHANGES_NAME).unlink()
        assert list_traces(settings) == [(0, 0), (2, 0)]

    def test_a_dry_run_says_the_same_and_changes_nothing(self, settings, write):
        load(write("may.csv", EVENTS, "a,2008-05-01,10"), settings)
        before = list_everything(settings)
        path = write("june.csv", EVENTS, "a,2008-05-01,11")
        assert load(path, settings, dry_run=True).changes == {"changed": 1}
        assert list_everything(settings) == before

    def test_a_replaced_load_withdraws_what_the_new_one_lacks(self, settings, write):
        first = write("may.csv", EVENTS, "a,2008-05-01,10", "b,2008-05-02,20")
        replaced = load(first, settings).load_id
        second = write("june.csv", EVENTS, "a,2008-05-01,10")
        report = load(second, settings, replaces=replaced)
        assert report.changes == {"unchanged": 1, "withdrawn": 1}
        rows = list_rows(settings, "training_events", "event_id")
        assert rows == [("a",)]

    def test_an_old_file_loaded_again_does_not_undo_the_correction(
        self, settings, write
    ):
        first = write("may.csv", EVENTS, "a,2008-05-01,10")
        load(first, settings)
        load(write("june.csv", EVENTS, "a,2008-05-01,11"), settings)
        assert load(first, settings).is_repeat
        rows = list_rows(settings, "training_events", "event_id", "attendance_count")
        assert rows == [("a", 11)]

    def test_nor_does_it_when_rows_of_it_have_come_in_order_since(
        self, settings, write
    ):
        header = "event_id,participant_id,due_date,is_applying"
        first = write(
            "follow_ups.csv",
            *(header, "e1,p1,2008-10-01,no", "late,p2,2008-10-01,no"),
        )
        load(first, settings)
        load(write("june.csv", header, "e1,p1,2008-10-01,yes"), settings)
        load(write("events.csv", EVENTS, "late,2008-04-01,3"), settings)
        report = load(first, settings)
        assert (report.rows_accepted, report.rows_quarantined) == (2, 0)
        rows = list_rows(settings, "follow_ups", "participant_id", "is_applying")
        assert rows == [("p1", True), ("p2", False)]


class TestWithoutKey:
    def test_a_corrected_file_replaces_the_load_that_is_named(self, settings, write):
        first = write("attendance.csv", "event_id,sex", "e1,female", "e1,female")
        replaced = load(first, settings)
        assert replaced.remarks == {"identical_row": 1}
        second = write("attendance2.csv", "event_id,sex", "e1,male")
        report = load(second, settings, dataset="attendance", replaces=replaced.load_id)
        assert report.changes == {"added": 1, "withdrawn": 2}
        assert [entry.load_id for entry in read_ledger(settings)] == [report.load_id]
        assert len(read_history(settings)) == 2

    def test_without_naming_it_both_count(self, settings, write):
        load(write("attendance.csv", "event_id,sex", "e1,female"), settings)
        second = write("attendance2.csv", "event_id,sex", "e1,male")
        load(second, settings, dataset="attendance")
        assert len(read_ledger(settings)) == 2

    @pytest.mark.parametrize("wanted", ["attendance-0", "other register", "replaced"])
    def test_what_cannot_be_replaced_is_refused(self, settings, write, wanted):
        first = load(write("attendance.csv", "event_id", "e1"), settings)
        other = load(write("learning_tests.csv", "event_id", "e1"), settings)
        again = write("attendance2.csv", "event_id", "e2")
        wish = {"dataset": "attendance"}
        load(again, settings, replaces=first.load_id, **wish)
        names = {"other register": other.load_id, "replaced": first.load_id}
        path = write("attendance3.csv", "event_id", "e3")
        before = list_everything(settings)
        with pytest.raises(UnknownLoadError):
            load(path, settings, replaces=names.get(wanted, wanted), **wish)
        assert list_everything(settings) == before


class TestJudgedAnew:
    def test_a_row_comes_in_once_its_event_is_known(self, settings, write):
        path = write("attendance.csv", "event_id,sex", "e1,female", "late,male")
        first = load(path, settings)
        assert first.reasons == {"unknown_event": 1}
        assert load(path, settings).is_repeat
        load(write("events.csv", EVENTS, "late,2008-04-01,3"), settings)
        second = load(path, settings)
        assert not second.is_repeat
        assert second.replaces == first.load_id
        assert (second.rows_accepted, second.rows_quarantined) == (2, 0)
        loads = [e.load_id for e in read_ledger(settings) if e.dataset == "attendance"]
        assert loads == [second.load_id]
        assert count_open(settings) == {}
        assert load(path, settings).is_repeat

    def test_in_one_call_the_events_are_taken_first(self, settings, write):
        people = write("attendance.csv", "event_id,sex", "late,male")
        events = write("training_events.csv", EVENTS, "late,2008-04-01,3")
        reports = ingest([people, events], settings=settings)
        assert [report.rows_accepted for report in reports] == [1, 1]

    def test_another_mapping_replaces_the_earlier_reading(
        self, settings, write, tmp_path
    ):
        path = write("list.csv", "Training;Who;How many", "a;x;10", "b;y;20")
        mapping = (
            "dataset: training_events",
            "columns: {event_id: Training, attendance_count: How many}",
        )
        one = write("one.yml", *mapping, "constants: {start_date: 2008-05-01}")
        two = write("two.yml", *mapping, "constants: {start_date: 2009-05-01}")
        first = load(path, settings, mapping=read_mapping(one))
        second = load(path, settings, mapping=read_mapping(two))
        assert second.replaces == first.load_id
        assert second.changes == {"changed": 2}
        assert load(path, settings).is_repeat, "the mapping is kept"
        assert len(read_ledger(settings)) == 1
        third = load(path, settings, mapping=read_mapping(one))
        assert third.replaces == second.load_id


class TestCommands:
    @pytest.fixture
    def run(self, settings, monkeypatch, capfd):
        return make_runner(settings, monkeypatch, capfd)

    def test_loads_lists_them_the_newest_first(self, run, settings, write):
        assert "Nothing has been loaded" in run("loads").text
        assert "Загрузок пока нет" in run("loads", "--lang", "ru").text
        first = write("attendance.csv", "event_id,sex", "e1,female", "e1,?")
        run("ingest", first)
        (entry,) = run("loads", "--format", "json").data["loads"]
        assert (entry["rows_in"], entry["rows_waiting"]) == (2, 1)
        second = write("attendance2.csv", "event_id,sex", "e1,female")
        wish = ("--as", "attendance", "--replaces", entry["load_id"])
        assert run("ingest", second, *wish).code == 0
        new, old = run("loads", "--format", "json").data["loads"]
        assert (new["is_replaced"], old["is_replaced"]) == (False, True)
        assert (new["changes"], old["rows_waiting"]) == (
            {"added": 1, "withdrawn": 1},
            0,
        )
        told = run("loads").text
        assert told.index(new["load_id"]) < told.index(old["load_id"])

    def test_quarantine_counts_what_waits(self, run, write):
        path = write("attendance.csv", "event_id,sex", "?,?", "e1,?", "e1,male")
        run("ingest", path)
        told = run("quarantine", "--format", "json")
        assert told.data["rows"] == 2
        assert "2" in run("quarantine").text
        assert run("quarantine", "--export", "out.csv").code == 2
        assert run("quarantine", "--export", "/no/such/folder/out.xlsx").code == 2

    def test_a_load_that_is_not_there_is_named(self, run, write):
        path = write("attendance.csv", "event_id", "e1")
        for language in ("en", "ru"):
            told = run("ingest", path, "--replaces", "x-1", "--lang", language)
            assert told.code == 1
            assert "x-1" in told.text
