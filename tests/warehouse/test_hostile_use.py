"""Clumsy and hostile use: an answer in words, never a traceback, nothing changed."""

import json

import polars as pl
import pytest

from tests.conftest import run_warehouse
from tests.warehouse.landed import make_settings, make_writer
from tests.warehouse.small_release import reseal, write_release
from warehouse.commands.answer import make_plain
from warehouse.doctor import examine
from warehouse.intake import IntakeError, ingest
from warehouse.intake.ledger import read_ledger
from warehouse.releases import find_served, publish


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


@pytest.fixture
def served(settings):
    write_release(settings, 1)
    release = write_release(settings, 2)
    publish(release.id, settings)
    return release


def _ask(folder, *arguments, **environment):
    done = run_warehouse(*arguments, "--format", "json", folder=folder, **environment)
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1, done.stdout + done.stderr
    return json.loads(done.stdout), done.returncode


def _problems(settings):
    return {f.code for f in examine(settings) if f.severity == "problem"}


@pytest.mark.parametrize("command", ["build", "ingest"])
@pytest.mark.parametrize(
    ("language", "words"), [("en", "a file, not a folder"), ("ru", "а не папка")]
)
def test_a_folder_that_cannot_be_written(write, command, language, words):
    blocked = write("blocked", "a file where the folder should be")
    file = write("attendance.csv", "event_id", "e1")
    paths = [str(file)] if command == "ingest" else []
    answer, code = _ask(blocked, command, *paths, WAREHOUSE_LANG=language)
    assert (answer["error"]["code"], code) == ("storage", 1)
    assert words in answer["error"]["message"]


def test_a_folder_without_registers_is_no_success(settings, tmp_path):
    (tmp_path / "looks-like.csv").mkdir()
    answer, code = _ask(settings.dir, "ingest", str(tmp_path / "looks-like.csv"))
    assert (answer["error"]["code"], code) == ("no_register_files", 2)


def test_more_attendances_than_any_memory_holds(settings, tmp_path):
    wish = ("--attendances", "9" * 20, "--out", str(tmp_path / "out"))
    answer, code = _ask(settings.dir, "synthesize", *wish)
    assert (answer["error"]["code"], code) == ("usage", 2)


def test_of_two_files_one_faulty_in_the_middle_nothing_lands(settings, write):
    good = write("attendance.csv", "event_id", "e1")
    bad = write("attendance2.csv", "event_id,sex", "e1,male", 'e2,"female')
    with pytest.raises(IntakeError):
        ingest([good, bad], settings=settings, dataset="attendance")
    assert read_ledger(settings) == []
    assert not [path for path in settings.dir.rglob("*") if path.is_file()]


def test_values_without_a_text_form_are_quarantined(settings, tmp_path):
    path = tmp_path / "attendance.parquet"
    rows = pl.DataFrame({"event_id": [b"\xff\x00", b"a"], "sex": ["male", None]})
    rows.write_parquet(path)
    (report,) = ingest([path], settings=settings)
    assert (report.rows_accepted, report.rows_quarantined) == (0, 2)


def test_formulas_and_huge_numbers_are_text_or_quarantined(settings, write):
    path = write(
        *("attendance.csv", "event_id,age_years,contact_hours"),
        *("e1,40,8", "e2,99999999999999999999999,8", "e3,40,1e400", "e3,3.5,nan"),
    )
    (report,) = ingest([path], settings=settings)
    assert (report.rows_accepted, report.rows_quarantined) == (1, 3)


@pytest.mark.parametrize(
    ("pointer", "code"),
    [
        ('{"release": "/etc"}', "missing_release"),
        ('{"release": "../../etc"}', "missing_release"),
        ('{"release": ".."}', "missing_release"),
        ('{"release": "a\\u0000b"}', "missing_release"),
        ('{"release": "' + "x" * 5000 + '"}', "missing_release"),
        ("[" * 200_000, "missing_pointer"),
    ],
    ids=["absolute", "relative", "parent", "nul", "long", "deep"],
)
def test_a_hostile_pointer_leads_nowhere(settings, served, pointer, code):
    (settings.dir / "current.json").write_text(pointer)
    assert find_served(settings).release.id == served.id
    assert _problems(settings) == {code}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"format_version": 2', '"format_version": 3', "release_newer"),
        ("T02:00:00Z", "T02:00:00", "release_unreadable"),
        ('"manifest.json"', '"../../current.json"', "release_unreadable"),
        ('"manifest.json"', '"a\\u0000b"', "release_unreadable"),
    ],
    ids=["newer", "time without zone", "file outside", "nul"],
)
def test_a_hostile_description_is_not_followed(settings, served, old, new, code):
    file = served.path / "release.json"
    text = file.read_text()
    assert old in text
    reseal(served.path, text.replace(old, new))
    assert find_served(settings).is_fallback
    assert _problems(settings) == {code, "damaged_file"}
    answer, exit_code = _ask(settings.dir, "publish", served.id)
    assert (answer["error"]["code"], exit_code) == ("damaged_release", 1)


def test_what_does_not_belong_to_a_release_is_noted(settings, served):
    (served.path / "notes.txt").write_text("mine")
    notes = {f.code: f.values for f in examine(settings) if f.severity == "note"}
    assert notes == {"release_foreign": {"id": served.id, "files": "notes.txt"}}


@pytest.mark.parametrize("entry", ["{", '{"a": 1}', "[]"])
def test_a_damaged_load_is_named(settings, served, write, entry):
    folder = settings.staged_dir / "loads" / "x"
    folder.mkdir(parents=True)
    (folder / "load.json").write_text(entry)
    assert _problems(settings) == {"load_damaged"}
    file = write("attendance.csv", "event_id", "e1")
    answer, code = _ask(settings.dir, "ingest", str(file))
    assert (answer["error"]["code"], code) == ("damaged_load", 1)
    assert "load.json" in answer["error"]["message"]


_HOSTILE = "<img onerror=x>[x](javascript:1)[bold]:bomb:{0}"


def test_hostile_names_come_out_as_they_are(settings, served, write):
    (settings.dir / "releases" / "[bold]x").mkdir()
    listed = run_warehouse("releases", folder=settings.dir, COLUMNS="200")
    assert "[bold]x" in listed.stdout
    file = write("evil [bold]:bomb:.csv", f"metric,x,{_HOSTILE}", "trainings_held,1,x")
    mapping = write(
        *("map.yml", "dataset: indicator_values"),
        *("columns: {metric: metric, value: x}",),
        *("constants: {grain: year, period: 2008-01-01}",),
    )
    done = run_warehouse(
        *("ingest", str(file), "--map", str(mapping)), folder=settings.dir
    )
    assert file.name in done.stdout
    assert _HOSTILE[:40] in done.stdout
    wrong = run_warehouse("publish", _HOSTILE, folder=settings.dir)
    assert _HOSTILE in wrong.stderr


def test_what_would_steer_the_terminal_is_spelled_out():
    shown = make_plain("a\x1b[31mred\x07\u202eb\tc").plain
    assert shown == "a\\x1b[31mred\\x07\\u202eb\\tc"


def test_a_name_that_is_no_text_and_a_terminal_without_russian(settings, tmp_path):
    path = bytes(tmp_path) + b"/bad\xff.csv"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"a,b\n1,2\n")
    environment = {"PYTHONIOENCODING": "ascii", "WAREHOUSE_LANG": "ru"}
    answer, code = _ask(settings.dir, "ingest", str(tmp_path), **environment)
    assert (answer["error"]["code"], code) == ("unreadable_name", 1)
    assert "Переименуйте" in answer["error"]["message"]
