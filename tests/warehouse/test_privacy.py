"""Names, phones and e-mails planted everywhere: none of them goes past the door."""

import json

import pytest
import xlsxwriter

from tests.conftest import run_warehouse
from tests.warehouse import looking
from tests.warehouse.command_line import make_runner
from tests.warehouse.landed import make_settings, make_writer

KEY = "0123456789abcdef" * 4
NAMES = ("Кудеярова", "Евпраксия", "Пантелеймоновна", "Zebulon", "Quackenbush")
CONTACTS = (
    *("+7 912 345-67-89", "8 (3467) 32-12-34", "89023456780", "(907) 555-0123"),
    *("kudeyarova@mail.example", "Евпраксия@почта.рф", "zeb.q@corp.example"),
)
SECRETS = (*NAMES, *CONTACTS)
PERSON = "Кудеярова Евпраксия Пантелеймоновна"


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


@pytest.fixture
def run(settings, monkeypatch, capfd):
    """Run a command; what it says, and what is kept, must name nobody."""
    command = make_runner(settings, monkeypatch, capfd)

    def run_and_look(*arguments, code=0, **environment):
        for form in ("text", "json"):
            keyed = {"WAREHOUSE_IDENTITY_KEY": KEY} | environment
            told = command(*arguments, "--format", form, **keyed)
            look(f"{form} output", told.text)
            assert told.code in (code, 0), told.text
        look_into(settings.dir)
        return told.data

    return run_and_look


def look(place, text):
    looking.look(SECRETS, place, text)


def look_into(folder):
    looking.look_into(SECRETS, folder)


PLANTED = {
    "names in Russian": (
        "event_id;ФИО;Телефон;Эл. почта;Пол",
        f"e1;{PERSON};{CONTACTS[0]};{CONTACTS[4]};ж",
        f"e2;{PERSON};{CONTACTS[1]};{CONTACTS[5]};?",
        f"nowhere;{PERSON};{CONTACTS[2]};{CONTACTS[4]};ж",
    ),
    "names in English": (
        "event_id,First name,Surname,E-mail address,Mobile,Age",
        f"e1,Zebulon,Quackenbush,{CONTACTS[6]},{CONTACTS[3]},40",
        f"e2,Zebulon,Quackenbush,{CONTACTS[6]},{CONTACTS[3]},400",
    ),
    "other headers": (
        "event_id,Участник,Name,Контакты,Примечание",
        f"e1,{PERSON},Zebulon Quackenbush,{CONTACTS[4]},{CONTACTS[0]}",
        f"?,{PERSON},Zebulon Quackenbush,{CONTACTS[4]},{CONTACTS[0]}",
    ),
    "free text": (
        "event_id,organisation",
        f"e1,Администрация {CONTACTS[0]}",
        f"e1,Администрация (тел. {CONTACTS[1]})",
        f"e1,{CONTACTS[4]}; {CONTACTS[6]}",
        f"?,{CONTACTS[5]} {CONTACTS[2]}",
    ),
    "ids": (
        "event_id,participant_id,sex",
        f"e1,{PERSON},female",
        f"e1,{CONTACTS[0]},female",
        f"e1,{CONTACTS[2]},?",
        f"e1,{CONTACTS[4]},female",
        f"{CONTACTS[4]},p1,female",
        f"{CONTACTS[1]},p1,female",
    ),
    "shifted rows": (
        "event_id,ФИО,sex,age_years,organisation",
        f"e1,Кудеярова,{PERSON},female,40,ООО",
        f"e1,{PERSON},{CONTACTS[0]},Кудеярова,{CONTACTS[4]}",
        f"{PERSON},e1,female,40,ООО",
        f"e1,,{PERSON},Евпраксия,ООО,{CONTACTS[4]},{CONTACTS[1]}",
    ),
    "wrong columns": (
        "event_id,ФИО,category,municipality,contact_hours,is_completed",
        f"e1,x,{PERSON},{CONTACTS[4]},{CONTACTS[0]},{PERSON}",
        f"e1,x,Zebulon,Quackenbush,{PERSON},да",
    ),
    "rows to mend": (
        "event_id,quarantine_id,sex",
        f"e1,{PERSON},female",
        f"e1,{CONTACTS[4]},female",
    ),
}


@pytest.mark.parametrize("lines", PLANTED.values(), ids=PLANTED)
def test_nobody_is_named_in_anything_kept_or_said(run, write, settings, lines):
    path = write("file.csv", *lines)
    wish = ("ingest", path, "--as", "attendance", "--lang")
    dry = run(*wish, "ru", "--dry-run", code=1)
    done = run(*wish, "en", code=1)
    assert done["files"][0]["rows_in"] == dry["files"][0]["rows_in"] == len(lines) - 1
    run("loads")
    run("quarantine", "--export", settings.dir / "out.xlsx")


def test_workbooks_name_nobody_either(run, tmp_path):
    path = tmp_path / "attendance.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"author": PERSON})
        sheet = book.add_worksheet("Список")
        sheet.merge_range("A1:C1", f"Ответственный: {PERSON}, {CONTACTS[0]}")
        sheet.write_row("A2", ["Код мероприятия", "ФИО", "Пол"])
        sheet.write_row("A3", ["e1", PERSON, "ж"])
        sheet.write_row("A4", ["e1", PERSON, PERSON])
        sheet.write_comment("A3", CONTACTS[4])
        book.add_worksheet("Контакты").write_row("A1", [PERSON, CONTACTS[1]])
    answer = run("ingest", path, "--as", "attendance")
    assert answer["files"][0]["rows_accepted"] == 1


REFUSED = {
    "no headers": (f"{PERSON};{CONTACTS[0]};{CONTACTS[4]};e1", "a;b;c;d"),
    "a column is missing": ("ФИО,sex", f"{PERSON},female"),
    "a quote is missing": ("event_id,ФИО", f'e1,"{PERSON}', f"e2,{CONTACTS[4]}"),
    "an ambiguous date": (
        "event_id,ФИО,due_date",
        f"e1,{PERSON},01/02/2008",
        f"e1,{CONTACTS[4]},03/04/2008",
    ),
}


@pytest.mark.parametrize("lines", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_refusal_names_nobody(run, write, lines, language):
    path = write("follow_ups.csv", *lines)
    run("ingest", path, "--lang", language, code=1)


def test_a_file_refused_for_want_of_a_key_names_nobody(run, write):
    path = write("attendance.csv", *PLANTED["names in Russian"])
    answer = run("ingest", path, WAREHOUSE_IDENTITY_KEY="", code=1)
    assert answer["error"]["code"] == "key_missing"


IATI = f"""<iati-activities version="2.03"><iati-activity>
<reporting-org ref="XM-DAC-1"><narrative>Agency</narrative></reporting-org>
<participating-org ref="X-2"><narrative>Fund, {CONTACTS[6]}</narrative>
</participating-org>
<contact-info><person-name><narrative>Zebulon Quackenbush</narrative></person-name>
<telephone>{CONTACTS[3]}</telephone><email>{CONTACTS[6]}</email></contact-info>
<document-link url="https://example.org/plan.pdf"><title><narrative>Plan, call
{CONTACTS[0]}</narrative></title></document-link>
</iati-activity></iati-activities>"""


def test_activity_files_name_nobody(run, write):
    path = write("activities.xml", IATI)
    answer = run("ingest", path, WAREHOUSE_IDENTITY_KEY="", code=1)
    assert answer["error"]["code"] == "key_missing"
    answer = run("ingest", path, code=1)
    counts = {f["dataset"]: f["reasons"] for f in answer["files"]}
    assert counts["organisations"] == {"direct_identifier": 1}
    assert counts["documents"]["direct_identifier"] == 1


def test_a_live_release_names_nobody(tmp_path, write):
    folder = tmp_path / "warehouse"
    events = write(
        "training_events.csv",
        "event_id,start_date,title,source_note",
        f"v-1,2010-03-01,Seminar,see {CONTACTS[4]}",
        "v-2,2010-03-01,Seminar,sheet 1",
    )
    people = write(
        "attendance.csv",
        "event_id,ФИО,Телефон,sex,organisation",
        f"v-2,{PERSON},{CONTACTS[0]},female,Town",
        f"v-2,Zebulon Quackenbush,{CONTACTS[3]},male,{CONTACTS[6]}",
        f"v-2,Zebulon Quackenbush,{CONTACTS[3]},{PERSON},Town",
    )
    for command in (
        ("ingest", str(events), str(people)),
        ("build", "--edition", "live"),
        ("doctor",),
    ):
        done = run_warehouse(
            *command, "--format", "json", folder=folder, WAREHOUSE_IDENTITY_KEY=KEY
        )
        assert json.loads(done.stdout), done.stderr
        look(command, done.stdout + done.stderr)
    assert list(folder.glob("releases/*/*.duckdb"))
    look_into(folder)
