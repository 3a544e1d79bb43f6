"""A landed row that breaks a build: named by file, row and rule, with the way out."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, run_warehouse
from tests.warehouse.landed import make_writer
from warehouse.doctor import examine
from warehouse.releases import read_pointer
from warehouse.settings import Settings
from warehouse.wording import load_catalogue

_GROUND = {
    "training_events.csv": (
        *("municipalities.csv", "municipality_id,name_en,name_ru,scope"),
        *("here,Here,Здесь,example", "nowhere,Nowhere,Нигде,example"),
    ),
    "attendance.csv": (
        *("training_events.csv", "event_id,start_date,scope"),
        *("such-event,2008-03-01,example", "no-such-event,2008-03-01,example"),
    ),
}
"""What the file refers to when it is landed, and what is gone afterwards."""

_FILES = {
    "training_events.csv": (
        "event_id,start_date,end_date,municipality,scope,status,title",
        "bad-1,2008-03-01,2008-03-03,,example,completed,Good",
        "bad-2,2008-04-01,2008-04-03,nowhere,example,completed,Bad",
    ),
    "attendance.csv": (
        "event_id,participant_id,sex,scope",
        "no-such-event,p1,female,example",
    ),
}


@dataclass(frozen=True)
class Refused:
    """A warehouse whose build was refused: the load that did it and the answer."""

    settings: Settings
    load_id: str
    code: int
    answer: dict

    @property
    def first(self) -> dict:
        return self.answer["refusals"][0]


def _run(*arguments: str, settings: Settings) -> tuple[int, dict]:
    done = run_warehouse(*arguments, "--format", "json", folder=settings.dir)
    return done.returncode, json.loads(done.stdout)


def _refuse(name: str, demo: Path, folder: Path) -> Refused:
    settings = Settings(dir=folder / "warehouse")
    shutil.copytree(demo, settings.dir)
    write = make_writer(folder)
    ground, *lines = _GROUND[name]
    first = _land(write(ground, *lines), settings)
    path = write(name, *_FILES[name])
    load_id = _land(path, settings)
    _land(write(ground, *lines[:-1]), settings, "--replaces", first)
    code, answer = _run("build", "--edition", "demo", settings=settings)
    return Refused(settings, load_id, code, answer)


def _land(path: Path, settings: Settings, *options: str) -> str:
    _, landed = _run("ingest", str(path), *options, settings=settings)
    (file,) = landed["files"]
    assert file["rows_quarantined"] == 0
    return file["load_id"]


@pytest.fixture(scope="module")
def refused(demo_warehouse, tmp_path_factory):
    """Both refused builds at a time."""
    folders = [tmp_path_factory.mktemp("landed") for _ in _FILES]
    demos = [demo_warehouse] * len(_FILES)
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(_FILES, pool.map(_refuse, _FILES, demos, folders), strict=True))


def test_an_event_in_an_unknown_municipality(refused):
    build = refused["training_events.csv"]
    assert build.code == 1
    assert build.first["description"] == (
        "Every municipality_id of fct_training_event is known in dim_municipality."
    )
    assert build.first["register_rows"] == [
        {
            "file": "training_events.csv",
            "row": 3,
            "load_id": build.load_id,
            "dataset": "training_events",
            "values": {"municipality_id": "nowhere"},
        }
    ]
    assert build.first["seed_rows"] == []


def test_an_attendance_of_an_unknown_event(refused):
    build = refused["attendance.csv"]
    assert build.code == 1
    assert build.first["rule"] == "assert_rows_keep_to_the_scope_of_their_parent"
    assert build.first["description"].startswith("Attendances, answers, tests")
    (row,) = build.first["register_rows"]
    assert (row["file"], row["row"]) == ("attendance.csv", 2)
    assert (row["load_id"], row["dataset"]) == (build.load_id, "attendance")
    assert row["values"]["event_id"] == "no-such-event"


@pytest.mark.parametrize("name", _FILES)
def test_no_innocent_row_is_blamed(refused, name):
    for refusal in refused[name].answer["refusals"]:
        assert refusal["seed_rows"] == []
        found = {row["load_id"] for row in refusal["register_rows"]}
        assert found <= {refused[name].load_id}


@pytest.mark.parametrize(
    ("name", "key", "advice"),
    [
        ("training_events.csv", ["publisher", "event_id"], "load the file again"),
        ("attendance.csv", [], "--replaces"),
    ],
)
def test_the_way_out_names_load_and_folder(refused, name, key, advice):
    build = refused[name]
    (remedy,) = build.first["remedies"]
    folder = build.settings.staged_dir / "loads" / build.load_id
    assert remedy["load_id"] == build.load_id
    assert remedy["natural_key"] == key
    assert remedy["folder"] == str(folder.resolve())
    assert folder.is_dir()
    assert advice in remedy["message"]
    assert str(folder.resolve()) in remedy["message"]


def _note_refusal(settings):
    found = [f.values for f in examine(settings) if f.code == "build_refused"]
    return found[0]["loads"] if found else None


def _mend(build, folder):
    header, good, bad = _FILES["training_events.csv"]
    mended = bad.replace("nowhere", "")
    path = make_writer(folder)("training_events.csv", header, good, mended)
    _run("ingest", str(path), settings=build.settings)


def _remove(build, folder):
    shutil.rmtree(build.first["remedies"][0]["folder"])


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "follow"), [("training_events.csv", _mend), ("attendance.csv", _remove)]
)
def test_the_way_out_leads_out(refused, tmp_path, name, follow):
    build = refused[name]
    before = read_pointer(build.settings)
    assert build.answer["served"] == before
    assert _note_refusal(build.settings) == build.load_id
    follow(build, tmp_path)
    code, answer = _run("build", "--edition", "demo", settings=build.settings)
    assert code == 0, answer
    assert answer["served"] != before
    assert _note_refusal(build.settings) is None


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_generic_test_has_words(language):
    folder = REPOSITORY / "dbt_project" / "tests" / "generic"
    names = {path.stem for path in folder.glob("*.sql")}
    names |= {"unique", "not_null", "relationships"}
    known = set(load_catalogue(language)._catalog)
    assert {f"test.{name}" for name in names} - known == set()
