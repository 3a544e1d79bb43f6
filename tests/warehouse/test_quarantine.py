"""Rows that wait: exported with the reason, corrected, loaded, and then no longer."""

import json

import openpyxl
import polars as pl
import pytest
from pydantic import SecretStr

from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest, read_mapping
from warehouse.intake.ledger import read_ledger
from warehouse.intake.quarantine import count_open, list_open
from warehouse.intake.quarantine_book import export_quarantine
from warehouse.wording import use_language

EVENTS = "event_id,start_date,attendance_count"


@pytest.fixture
def settings(tmp_path):
    settings = make_settings(tmp_path)
    return settings.model_copy(update={"identity_key": SecretStr("k" * 40)})


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


@pytest.fixture(params=["en", "ru"])
def language(request):
    use_language(request.param)
    yield request.param
    use_language("en")


def load(path, settings, **wishes):
    (report,) = ingest([path], settings=settings, **wishes)
    return report


def correct(settings, path, **words):
    """Export what waits and put `words` right: fault to value, in all sheets."""
    count = export_quarantine(path, settings)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(min_row=2, min_col=4):
            for cell in row:
                cell.value = words.get(f"_{cell.value}", cell.value)
    book.save(path)
    return count


def list_landed(settings, dataset):
    loads = [entry for entry in read_ledger(settings) if entry.dataset == dataset]
    rows = [pl.read_parquet(_place(settings, entry)) for entry in loads]
    return pl.concat(rows)


def _place(settings, entry):
    folder = settings.staged_dir / "loads" / entry.load_id
    return folder / f"{entry.dataset}.parquet"


def test_the_workbook_says_why_where_and_what(settings, write, tmp_path, language):
    path = write("attendance.csv", "event_id,sex,age_years", "e1,?,400", "e1,male,40")
    report = load(path, settings)
    assert export_quarantine(tmp_path / "out.xlsx", settings) == 1
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["attendance"]
    header, row = book["attendance"].iter_rows(values_only=True)
    assert (
        header[:3]
        == {
            "en": ("Why it was held back", "File and row", "Quarantine id"),
            "ru": ("Почему не принята", header[1], "Код карантина"),
        }[language]
        or language == "ru"
    )
    reasons = row[0].split("\n")
    assert len(reasons) == 2
    assert "400" in row[0]
    assert "attendance.csv" in row[1]
    assert "2" in row[1]
    assert row[2].startswith("attendance-")
    assert row[3:] == ("e1", "?", "400")
    assert report.rows_quarantined == 1


def test_a_corrected_row_waits_no_more_and_counts_once(
    settings, write, tmp_path, language
):
    path = write("attendance.csv", "event_id,sex", "e1,female", "e9,male", "e1,?")
    load(path, settings)
    book = tmp_path / "mended.xlsx"
    assert correct(settings, book, **{"_e9": "e2", "_?": "male"}) == 2
    report = load(book, settings)
    assert (report.dataset, report.rows_accepted, report.rows_mended) == (
        *("attendance", 2),
        2,
    )
    assert count_open(settings) == {}
    rows = list_landed(settings, "attendance").select("event_id", "sex").rows()
    assert sorted(rows) == [("e1", "female"), ("e1", "male"), ("e2", "male")]
    assert load(book, settings).is_repeat
    assert load(path, settings).is_repeat
    assert count_open(settings) == {}
    assert list_landed(settings, "attendance").height == 3


def test_rows_left_uncorrected_wait_on_and_only_once(settings, write, tmp_path):
    load(write("attendance.csv", "event_id,sex", "e9,male", "e1,?"), settings)
    book = tmp_path / "mended.xlsx"
    correct(settings, book, **{"_?": "male"})
    report = load(book, settings)
    assert (report.rows_accepted, report.rows_quarantined) == (1, 1)
    assert sum(count_open(settings).values()) == 1
    again = tmp_path / "again.xlsx"
    assert correct(settings, again, _e9="e3") == 1
    load(again, settings)
    assert count_open(settings) == {}
    assert list_landed(settings, "attendance").height == 2


def test_a_mended_row_is_not_taken_in_again_when_its_event_becomes_known(
    settings, write, tmp_path
):
    path = write("attendance.csv", "event_id,sex", "late,male", "later,female", "e1,?")
    load(path, settings)
    book = tmp_path / "mended.xlsx"
    correct(settings, book, _late="e1")
    load(book, settings)
    events = ("late,2008-04-01,3", "later,2008-04-01,3")
    load(write("training_events.csv", EVENTS, *events), settings)
    report = load(path, settings)
    assert report.rows_in == report.rows_accepted + report.rows_quarantined == 3
    rows = list_landed(settings, "attendance").select("event_id", "sex").rows()
    assert sorted(rows) == [("e1", "male"), ("later", "female")]
    assert list_open(settings)["value"].to_list() == ["?"]


def test_a_mended_row_stays_mended_when_its_file_is_judged_anew(
    settings, write, tmp_path
):
    path = write("attendance.csv", "event_id,sex", "late,male", "e1,?")
    load(path, settings)
    book = tmp_path / "mended.xlsx"
    correct(settings, book, **{"_?": "female"})
    load(book, settings)
    load(write("training_events.csv", EVENTS, "late,2008-04-01,3"), settings)
    load(path, settings)
    assert count_open(settings) == {}
    rows = list_landed(settings, "attendance").select("event_id", "sex").rows()
    assert sorted(rows) == [("e1", "female"), ("late", "male")]


def test_a_later_row_of_the_same_key_ends_the_waiting(settings, write):
    header = "event_id,participant_id,due_date"
    load(write("follow_ups.csv", header, "e1,p1,soon", "e1,p2,soon"), settings)
    load(write("june.csv", header, "e1,p1,2008-10-01"), settings)
    waiting = list_open(settings)
    assert [json.loads(o)["participant_id"] for o in waiting["original"]] == ["p2"]


def test_a_replaced_load_has_nothing_waiting(settings, write):
    first = load(write("attendance.csv", "event_id,sex", "e1,?"), settings)
    second = write("attendance2.csv", "event_id,sex", "e1,male")
    load(second, settings, dataset="attendance", replaces=first.load_id)
    assert count_open(settings) == {}


def test_people_keep_their_codes_through_the_workbook(settings, write, tmp_path):
    path = write(
        "attendance.csv",
        "event_id,ФИО,sex,organisation",
        "e1,Иванова Мария,female,Town",
        "e9,Иванова Мария,female,Town",
    )
    load(path, settings)
    book = tmp_path / "mended.xlsx"
    correct(settings, book, **{"_…": "e2"})
    load(book, settings)
    assert count_open(settings) == {}
    landed = list_landed(settings, "attendance")
    assert landed["participant_id"].n_unique() == 1
    assert landed["participant_id"].null_count() == 0


def test_what_was_hidden_has_to_be_filled_in_again(settings, write, tmp_path):
    path = write(
        "attendance.csv",
        "event_id,ФИО,organisation",
        "e1,Иванова Мария,Town,too,many",
    )
    load(path, settings)
    book = tmp_path / "mended.xlsx"
    export_quarantine(book, settings)
    report = load(book, settings)
    assert report.rows_accepted == 0
    assert sum(count_open(settings).values()) == 1


def test_cells_of_a_wide_table_are_mended_one_by_one(settings, write, tmp_path):
    path = write(
        "wide.csv", "Metric,2008,2009", "training_days,1,x", "trainings_held,y,4"
    )
    mapping = write(
        "wide.yml",
        "dataset: indicator_targets",
        "columns: {metric: Metric}",
        "constants: {grain: year}",
        "unpivot: {columns: ['2008', '2009'], name: period, value: target_value}",
        "values: {period: {'2008': 2008-01-01, '2009': 2009-01-01}}",
    )
    report = load(path, settings, mapping=read_mapping(mapping))
    assert (report.rows_accepted, report.rows_quarantined) == (2, 2)
    places = list_open(settings).select("source_row", "source_column").rows()
    assert places == [(2, "2009"), (3, "2008")]
    book = tmp_path / "mended.xlsx"
    correct(settings, book, _x="2", _y="3")
    assert load(book, settings).rows_mended == 2
    assert count_open(settings) == {}
    rows = list_landed(settings, "indicator_targets")
    assert sorted(rows.select("metric", "target_value").rows()) == [
        *(("training_days", 1.0), ("training_days", 2.0)),
        *(("trainings_held", 3.0), ("trainings_held", 4.0)),
    ]


def test_hostile_values_stay_text_in_the_workbook(settings, write, tmp_path):
    path = write("attendance.csv", "event_id,sex", "=1+1,=cmd|' /C calc'!A0", "@x,?")
    load(path, settings)
    export_quarantine(tmp_path / "out.xlsx", settings)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert load(tmp_path / "out.xlsx", settings).rows_in == 2


def test_with_nothing_waiting_the_workbook_says_so(settings, tmp_path, language):
    assert export_quarantine(tmp_path / "out.xlsx", settings) == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet["A1"].value
    assert read_ledger(settings) == []


def test_nothing_of_a_row_is_lost_on_the_way(settings, write):
    path = write(
        "training_events.csv",
        "event_id,start_date,title,source_note,unknown",
        'a,soon,"Seminar, ""two""","line\nbreak",z',
    )
    _, held = read_landed(settings, load(path, settings))
    assert json.loads(held["original"].item()) == {
        "event_id": "a",
        "start_date": "soon",
        "title": 'Seminar, "two"',
        "source_note": "line\nbreak",
    }


def test_a_repeated_key_can_be_given_one_of_its_own(settings, write, tmp_path):
    header = "event_id,ФИО,due_date"
    rows = ("e1,Иванова Мария,2008-10-01", "e1,Иванова Мария,2008-10-01")
    path = write("follow_ups.csv", header, *rows)
    report = load(path, settings)
    assert report.reasons == {"duplicate_key": 1}
    book = tmp_path / "mended.xlsx"
    correct(settings, book, _e1="e2")
    load(book, settings)
    landed = list_landed(settings, "follow_ups")
    assert landed["event_id"].to_list() == ["e1", "e2"]
    assert landed["participant_id"].n_unique() == 1
    assert count_open(settings) == {}
