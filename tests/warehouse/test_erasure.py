"""`forget`: nothing is left of a person, and everybody is told what broke."""

import json
import shutil

import polars as pl
import pytest

from tests.warehouse.looking import look, look_into
from tests.warehouse.planted_person import (
    CODES,
    EMAIL,
    KEY,
    NAME,
    OWN_CODE,
    SECRETS,
    WORDS,
    ask,
    get,
    plant,
)
from tests.warehouse.test_strays import lock, write_book
from warehouse.erasure.note import read_note
from warehouse.intake.identity import make_code
from warehouse.intake.ledger import loads_dir, read_history
from warehouse.releases import list_releases, read_pointer
from warehouse.settings import Settings
from warehouse.withdrawals import list_withdrawals

OTHER_KEY = "another key, of more than 32 bytes"


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A folder with the person in it, and the files that were loaded; copy it."""
    folder = tmp_path_factory.mktemp("planted") / "warehouse"
    return folder, plant(folder)


@pytest.fixture
def folder(planted, tmp_path):
    shutil.copytree(planted[0], tmp_path / "warehouse")
    return tmp_path / "warehouse"


@pytest.fixture(scope="module")
def forgotten(planted, tmp_path_factory):
    """The folder after the person was forgotten, with the command's own answer."""
    folder = tmp_path_factory.mktemp("forgotten") / "warehouse"
    shutil.copytree(planted[0], folder)
    write_book(folder / "locked.zip", "x")
    lock(folder / "locked.zip")
    return folder, get(folder, "forget", *WORDS, "--reason", "on request", "--yes")


def list_ids(folder):
    return [release.id for release in list_releases(Settings(dir=folder))]


def test_the_person_was_everywhere_before(planted):
    folder, _ = planted
    for secret in (NAME, *CODES):
        with pytest.raises(AssertionError):
            look_into((secret,), folder)


class TestForgotten:
    def test_nothing_of_the_person_is_left_in_the_folder(self, forgotten):
        look_into(SECRETS, forgotten[0])

    def test_a_file_that_cannot_be_searched_is_named(self, forgotten):
        assert forgotten[1]["is_finished"]
        assert forgotten[1]["files_not_searched"] == ["locked.zip"]

    def test_what_the_command_says_names_nobody(self, forgotten):
        look(SECRETS, "the answer", json.dumps(forgotten[1], ensure_ascii=False))

    def test_everybody_else_is_still_there(self, forgotten):
        folder, _ = forgotten
        other = make_code("name:quackenbush zebulon", KEY)
        attendance = folder / "staged/loads" / "attendance-*" / "attendance.parquet"
        assert pl.read_parquet(attendance)["participant_id"].to_list() == [other]
        (release,) = list_releases(Settings(dir=folder))
        assert release.info.row_counts["fct_attendance"] == 1

    def test_rows_in_are_accepted_quarantined_or_erased(self, forgotten):
        loads = {load.file: load for load in read_history(Settings(dir=forgotten[0]))}
        counts = {
            name: (ld.rows_in, ld.rows_accepted, ld.rows_quarantined, ld.rows_erased)
            for name, ld in loads.items()
        }
        assert counts == {
            "training_events.csv": (2, 2, 0, 0),
            "attendance.csv": (5, 1, 1, 3),
            "learning_tests.csv": (2, 1, 0, 1),
            "follow_ups.csv": (3, 1, 0, 2),
            "follow_ups_2.csv": (2, 1, 0, 1),
        }
        assert loads["attendance.csv"].reasons == {"unknown_event": 1}
        assert loads["follow_ups_2.csv"].changes == {"changed": 1}
        assert forgotten[1]["rows_erased"] == 7

    def test_a_new_release_is_served_and_the_old_ones_are_withdrawn(
        self, planted, forgotten
    ):
        folder, answer = forgotten
        settings, before = Settings(dir=folder), list_ids(planted[0])
        (release,) = list_releases(settings)
        assert read_pointer(settings) == release.id == answer["served"]
        assert release.info.edition == "live"
        assert str(release.info.as_of["programme"]) == "2009-02-13"
        assert [w.release for w in list_withdrawals(settings)] == before
        for withdrawal in answer["withdrawn"]:
            assert withdrawal["address"] == f"/?release={withdrawal['release']}"
            assert withdrawal["reason"] == "on request"
            assert withdrawal["replaced_by"] == release.id
        assert len(answer["withdrawn"]) == len(before) == 2

    def test_the_audit_log_says_what_was_done_and_not_to_whom(self, forgotten):
        (log,) = (forgotten[0] / "audit").iterdir()
        events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        told = [event for event in events if event["event"] in ("erased", "withdrawn")]
        assert [event.get("rows") for event in told] == [7, None, None]
        gone = {event["release"] for event in told[1:]}
        assert gone == {item["release"] for item in forgotten[1]["withdrawn"]}

    def test_every_command_copes_with_what_was_withdrawn(self, forgotten):
        folder, answer = forgotten
        gone = answer["withdrawn"][0]["release"]
        listed = get(folder, "releases")
        assert [row["id"] for row in listed["releases"]] == [answer["served"]]
        assert gone in [row["release"] for row in listed["withdrawn"]]
        assert get(folder, "doctor")["is_sound"]
        for command in (("publish", gone), ("rollback", gone), ("diff", gone, gone)):
            done = ask(folder, *command)
            assert done.code == 1
            assert "was withdrawn on" in done.stderr
            assert "on request" in done.stderr
        assert ask(folder, "rollback").code == 1

    def test_the_same_files_do_not_bring_the_person_back(
        self, planted, forgotten, tmp_path
    ):
        """Nor a file with one more row, whose bytes were never seen."""
        folder, paths = tmp_path / "warehouse", planted[1]
        shutil.copytree(forgotten[0], folder)
        again = get(folder, "ingest", *paths)
        assert all(file["is_repeat"] for file in again["files"])
        longer = tmp_path / "attendance_2.csv"
        lines = (
            "event_id,ФИО,E-mail,sex,scope",
            f"e2,Somebody Else,{EMAIL},female,institution",
            f"e2,{NAME},,female,institution",
            f"nowhere,{NAME},,?,institution",
            "e2,Quackenbush Zebulon,,male,institution",
        )
        longer.write_text("\n".join(lines) + "\n", "utf-8")
        (file,) = get(folder, "ingest", str(longer), "--as", "attendance")["files"]
        counts = [file[f"rows_{name}"] for name in ("in", "accepted", "quarantined")]
        assert (*counts, file["rows_erased"]) == (4, 1, 0, 3)
        look_into(SECRETS, folder)

    def test_without_the_key_no_register_of_people_comes_in(self, planted, forgotten):
        """Nobody who was erased would be recognised, by a code of the file's own."""
        (path,) = (path for path in planted[1] if path.endswith("follow_ups.csv"))
        for key in ("", OTHER_KEY):
            done = ask(forgotten[0], "ingest", path, WAREHOUSE_IDENTITY_KEY=key)
            assert done.code == 1
            assert "staged/erased.json" in done.stderr

    def test_forgotten_again_the_person_is_not_found(self, forgotten):
        done = ask(forgotten[0], "forget", *WORDS, "--yes")
        assert done.code == 1
        assert "Word 1 is nobody’s" in done.stderr
        assert get(forgotten[0], "forget")["is_finished"]

    def test_a_backup_without_the_person_s_mark_is_found_out(
        self, planted, forgotten, tmp_path
    ):
        """An older copy of the loads, with the newest list: `forget` alone mends it."""
        folder = tmp_path / "warehouse"
        shutil.copytree(forgotten[0], folder)
        shutil.rmtree(folder / "staged" / "loads")
        shutil.copytree(planted[0] / "staged" / "loads", folder / "staged" / "loads")
        assert get(folder, "forget", "--yes")["rows_erased"] == 7
        look_into(SECRETS, folder)


def list_everything(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted((path, path.stat().st_mtime_ns) for path in paths)


REFUSED = {
    "nobody": (("Nobody At All",), {}, "Word 1 is nobody’s"),
    "one word of two is nobody's": ((NAME, "p-0"), {}, "Word 2 is nobody’s"),
    "no key": ((NAME,), {"WAREHOUSE_IDENTITY_KEY": ""}, "WAREHOUSE_IDENTITY_KEY"),
    "another key": ((NAME,), {"WAREHOUSE_IDENTITY_KEY": OTHER_KEY}, "Word 1"),
    "a telling reason": (
        (NAME, "--reason", "asked for by Евпраксия К."),
        {},
        "The reason names the person",
    ),
    "an address as reason": (
        (NAME, "--reason", "see somebody@mail.example"),
        {},
        "The reason names the person",
    ),
    "nobody says yes": ((NAME,), {}, "Nothing was erased"),
}


@pytest.mark.parametrize(
    ("words", "environment", "said"), REFUSED.values(), ids=REFUSED
)
def test_a_refusal_changes_nothing(planted, words, environment, said):
    before = list_everything(planted[0])
    done = ask(planted[0], "forget", *words, **environment)
    assert done.code == 1
    assert said in done.stderr
    assert list_everything(planted[0]) == before


def test_namesakes_are_told_apart_by_the_date_of_birth(tmp_path):
    folder, path = tmp_path / "warehouse", tmp_path / "attendance.csv"
    lines = (
        "event_id,ФИО,Дата рождения",
        f"e1,{NAME},22.04.1980",
        f"e1,{NAME},23.04.1980",
    )
    path.write_text("\n".join(lines) + "\n", "utf-8")
    events = tmp_path / "training_events.csv"
    events.write_text("event_id,start_date\ne1,2008-03-01\n", "utf-8")
    get(folder, "ingest", str(events), str(path))
    done = ask(folder, "forget", NAME, "--yes")
    assert done.code == 1
    assert "--born" in done.stderr
    answer = get(folder, "forget", NAME, "--born", "1980-04-22", "--yes")
    assert answer["rows_erased"] == 1
    assert (answer["served"], answer["withdrawn"]) == (None, [])
    rows = pl.read_parquet(
        loads_dir(Settings(dir=folder)) / "attendance-*/attend*.par*"
    )
    name = "евпраксия кудеярова пантелеймоновна"
    other = make_code(f"name_born:{name}|1980-04-23", KEY)
    assert rows["participant_id"].to_list() == [other]


def test_a_word_may_come_from_standard_input(folder):
    """No shell remembers it there; the answer to the question is the next line."""
    done = ask(folder, "forget", "-", OWN_CODE, typed=f"{NAME}\nn\n")
    assert done.code == 1
    assert "Nothing was erased" in done.stderr
    assert "accepted rows to go 2, held back rows to go 1" in done.stdout
    look(SECRETS, "what it says", done.stdout + done.stderr)


def test_a_release_that_nobody_can_read_is_withdrawn_too(folder):
    """What it holds, nobody can tell."""
    _, older = list_releases(Settings(dir=folder))
    older.database.write_bytes(b"no database")
    (older.path / "release.json").write_text("{")
    answer = get(folder, "forget", OWN_CODE, "--yes")
    assert older.id in [gone["release"] for gone in answer["withdrawn"]]
    assert not older.path.exists()


def test_codes_of_another_key_are_said_not_to_be_searched(folder, tmp_path):
    path = tmp_path / "attendance.csv"
    path.write_text("event_id,ФИО\ne1,Somebody\n", "utf-8")
    get(folder, "ingest", str(path), WAREHOUSE_IDENTITY_KEY=OTHER_KEY)
    done = ask(folder, "forget", NAME)
    assert "codes of other keys" in done.stdout


def test_a_refused_build_leaves_an_erasure_to_be_finished(folder, monkeypatch):
    """What is served stays, and everybody says so until the build succeeds."""
    refusing = {"WAREHOUSE_PROJECT_DIR": str(folder / "project")}
    shutil.copytree(
        "tests/warehouse/small_project",
        folder.parent / "project",
    )
    refusing = {"WAREHOUSE_PROJECT_DIR": str(folder.parent / "project")}
    rule = folder.parent / "project" / "tests" / "assert_two_attend.sql"
    rule.parent.mkdir()
    rule.write_text(
        "select 1 as n where (select count(*) from {{ ref('fct_attendance') }}) < 2"
    )
    before = read_pointer(Settings(dir=folder))
    done = ask(folder, "forget", *WORDS, "--yes", **refusing)
    assert done.code == 1
    assert "assert_two_attend" in done.stderr
    assert "An erasure was cut off" in done.stderr
    assert read_pointer(Settings(dir=folder)) == before
    found = ask(folder, "doctor", "--format", "json").data
    codes = [f["code"] for f in found["findings"] if f["severity"] == "problem"]
    assert codes == ["erasure_unfinished"]
    assert len(get(folder, "forget", "--yes")["withdrawn"]) == 2
    assert read_note(Settings(dir=folder)) is None
    look_into(SECRETS, folder)
