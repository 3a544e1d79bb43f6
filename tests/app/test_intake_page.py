"""The intake page: files handed over, checked, refused, loaded, in both languages."""

import io
import re
import shutil
import time
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.intake import session
from dashboard.intake.quarantine import write_workbook
from dashboard.wording import LANGUAGES
from tests.app.opening import open_page, read_words
from warehouse.intake.ledger import read_history
from warehouse.parcel_runs import is_running, read_run, start
from warehouse.parcels import Parcel, find_parcel, receive
from warehouse.settings import Settings
from warehouse.wording import current_language
from warehouse.workspace import hold_lock

SECONDS = 60
GOOD = b"event_id,start_date,colour\nt-1,2008-04-22,red\n"
FAULTY = b"event_id,start_date\nt-1,2008-04-22\n<b>t-2</b>,22nd *May*\n"
STRANGE = b"x,y\n1,2\n"
FOREIGN = b"slug,day\nt-1,22.04.2008\n"
MAPPING = b"dataset: training_events\ncolumns: {event_id: slug, start_date: day}\n"


@pytest.fixture
def warehouse(demo_warehouse: Path, tmp_path: Path, monkeypatch) -> Settings:
    """A release to show around the page, without any load."""
    folder = tmp_path / "warehouse"
    folder.mkdir()
    (folder / "releases").symlink_to(demo_warehouse / "releases")
    shutil.copy(demo_warehouse / "current.json", folder)
    monkeypatch.setenv("WAREHOUSE_DIR", str(folder))
    return Settings()


def open_intake(language: str = "en", parcel: str = "") -> AppTest:
    return open_page(
        "intake", f"lang={language}" + (f"&parcel={parcel}" * bool(parcel))
    )


def hand_over(app: AppTest, *files: tuple[str, bytes], mapping: bytes = b"") -> AppTest:
    """Choose files and press Check; the page as it is when the run has ended."""
    uploader, mappings = app.file_uploader
    if files:
        uploader.set_value([(name, content, "text/csv") for name, content in files])
    if mapping:
        mappings.set_value(("map.yml", mapping, "text/yaml"))
    return wait(press(app, "intake_check"))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def wait(app: AppTest) -> AppTest:
    """The page once the run has ended; without a run as it is."""
    parcel = find(app)
    if parcel is None:
        return app
    deadline = time.monotonic() + SECONDS
    while is_running(parcel):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    app.run()
    assert not app.exception
    return app


def find(app: AppTest) -> Parcel | None:
    """The parcel that the page's address names."""
    asked = dict(app.query_params).get("parcel", "")
    return find_parcel(asked if isinstance(asked, str) else asked[0], Settings())


def read_alerts(app: AppTest) -> str:
    kinds = (app.info, app.success, app.warning, app.error)
    return "\n".join(str(alert.value) for kind in kinds for alert in kind)


@pytest.mark.parametrize(
    ("language", "nothing", "none_waits"),
    [
        ("en", "Nothing has been loaded yet", "No row waits"),
        ("ru", "Пока ничего не загружено", "Отложенных строк нет"),
    ],
)
def test_an_empty_warehouse_says_so(warehouse, language, nothing, none_waits):
    app = open_intake(language)
    words = read_words(app)
    assert nothing in words
    assert none_waits in words
    assert read_alerts(app) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_without_a_file_asks_for_one(warehouse, language):
    app = hand_over(open_intake(language))
    asked = {"en": "Choose a file first", "ru": "Сначала выберите файл"}
    assert asked[language] in read_alerts(app)


@pytest.mark.parametrize(
    ("language", "checked", "left_out", "loaded", "again"),
    [
        (
            "en",
            "nothing is loaded yet: 1 row accepted, 0 in quarantine",
            "left out: colour",
            "Loaded: 1 row accepted",
            "nothing changes",
        ),
        (
            "ru",
            "ничего не загружено: принята 1 строка, в карантине 0",
            "пропущены: colour",
            "Загружено: принята 1 строка",
            "ничего не изменилось",
        ),
    ],
)
def test_a_register_is_checked_and_loaded(
    warehouse, language, checked, left_out, loaded, again
):
    app = hand_over(open_intake(language), ("training_events.csv", GOOD))
    assert checked in read_alerts(app)
    assert left_out in read_words(app)
    assert read_history(warehouse) == []
    app = wait(press(app, "intake_load"))
    assert loaded in read_alerts(app)
    assert "python -m warehouse build --edition live" in app.code[0].value
    (load,) = read_history(warehouse)
    assert load.rows_accepted == 1
    app = hand_over(app, ("training_events.csv", GOOD))
    app = wait(press(app, "intake_load"))
    assert again in read_alerts(app)
    assert read_history(warehouse) == [load]


@pytest.mark.parametrize(
    ("language", "reason", "mend"),
    [
        ("en", "type: 1", "is not a date such as"),
        ("ru", "значение не того типа: 1", "это не дата вида"),
    ],
)
def test_findings_name_row_fault_and_cure(warehouse, language, reason, mend):
    app = hand_over(open_intake(language), ("training_events.csv", FAULTY))
    assert reason in read_words(app)
    (found,) = app.dataframe[1].value.to_dict("records")
    assert found["row"] == 3
    assert mend in found["finding"]
    assert "22nd *May*" in found["finding"]
    app = wait(press(app, "intake_load"))
    assert mend in app.dataframe[2].value.to_dict("records")[0]["reason"]


def test_findings_follow_the_reader_not_the_run(warehouse):
    app = hand_over(open_intake("en"), ("training_events.csv", FAULTY))
    app.query_params["lang"] = "ru"
    app.run()
    assert "это не дата вида" in app.dataframe[1].value.to_dict("records")[0]["finding"]
    assert current_language() == "en"


@pytest.mark.parametrize(
    ("language", "refusal", "advice"),
    [
        ("en", "Which register this is cannot be told", "add a mapping"),
        ("ru", "не понять, какой это реестр", "добавьте файл сопоставления"),
    ],
)
def test_a_refusal_is_said_in_words(warehouse, language, refusal, advice):
    app = hand_over(open_intake(language), ("str*nge_[x](y).csv", STRANGE))
    assert refusal in app.error[0].value
    assert str(warehouse.dir) not in app.error[0].value
    assert not re.search(r"(?<!\\)[*\[]", app.error[0].value)
    assert advice in read_words(app)
    assert read_history(warehouse) == []


def test_a_mapping_is_added_without_choosing_the_file_again(warehouse):
    app = hand_over(open_intake(), ("foreign.csv", FOREIGN))
    assert app.error
    app = hand_over(app, mapping=MAPPING)
    assert "1 row accepted" in read_alerts(app)
    app = wait(press(app, "intake_load"))
    assert read_history(warehouse)[0].mapping_id


def test_the_register_can_be_named(warehouse):
    app = hand_over(open_intake(), ("foreign.csv", FOREIGN))
    app.selectbox(key="intake_register").set_value("attendance")
    app = hand_over(app)
    assert "attendance" in app.error[0].value


def test_another_load_at_work_is_said_with_what_to_do(warehouse):
    with hold_lock(warehouse):
        app = hand_over(open_intake(), ("training_events.csv", GOOD))
        assert "Another build or load is at work" in read_alerts(app)
        assert "your files are kept" in read_words(app)
    app = wait(press(app, "intake_again"))
    assert "1 row accepted" in read_alerts(app)


def test_a_reload_finds_the_parcel_again(warehouse):
    app = hand_over(open_intake(), ("training_events.csv", GOOD))
    parcel = find(app)
    again = open_intake("en", parcel.parcel_id)
    assert "nothing is loaded yet" in read_alerts(again)
    assert parcel.files


def test_a_run_at_work_shows_its_rows_and_takes_no_other(warehouse):
    app = hand_over(open_intake(), ("training_events.csv", GOOD))
    parcel = find(app)
    assert start(parcel, read_run(parcel).order)
    app.run()
    assert [bar.proto.text for bar in app.get("progress")]
    assert app.button(key="intake_check").disabled
    wait(app)


def test_what_is_put_away_is_removed(warehouse):
    app = hand_over(open_intake(), ("training_events.csv", GOOD))
    parcel = find(app)
    press(app, "intake_put_away")
    assert parcel.files == []
    assert "parcel" not in app.query_params
    assert read_alerts(app) == ""


def test_new_files_take_the_place_of_the_old(warehouse):
    app = hand_over(open_intake(), ("training_events.csv", GOOD))
    old = find(app)
    app = hand_over(app, ("attendance.csv", b"event_id\nt-1\n"))
    assert old.files == []
    assert "attendance\\.csv" in read_words(app)


def test_the_server_s_memory_is_freed(warehouse):
    app = hand_over(open_intake(), ("training_events.csv", GOOD))
    assert app.file_uploader[0].value in ([], None)


def test_the_last_session_that_ends_takes_the_copies_along(warehouse, monkeypatch):
    monkeypatch.setattr(session, "GRACE_SECONDS", 0.1)
    parcel = receive([("a.csv", io.BytesIO(GOOD))], warehouse)
    session._holders[parcel.parcel_id] = 2
    session._let_go(parcel)
    time.sleep(0.5)
    assert parcel.files
    session._let_go(parcel)
    deadline = time.monotonic() + SECONDS
    while parcel.files and time.monotonic() < deadline:
        time.sleep(0.05)
    assert parcel.files == []


def test_a_damaged_entry_is_said(warehouse):
    folder = warehouse.dir / "staged" / "loads" / "x"
    folder.mkdir(parents=True)
    (folder / "load.json").write_text("{")
    app = open_intake()
    assert "cannot be read" in read_alerts(app)
    assert not app.exception


@pytest.mark.parametrize(
    ("language", "head"),
    [("en", "Why it was held back"), ("ru", "Почему строка отложена")],
)
def test_the_workbook_speaks_the_reader_s_language(warehouse, language, head):
    app = hand_over(open_intake(), ("training_events.csv", FAULTY))
    wait(press(app, "intake_load"))
    assert head in read_workbook(write_workbook(language))


def read_workbook(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/sharedStrings.xml").decode()
