import json
import os
import re
from pathlib import Path
from typing import get_args

import pytest

from tests.conftest import run_warehouse
from tests.warehouse.refused_build import REFUSAL
from tests.warehouse.small_release import write_release
from warehouse import doctor
from warehouse.build_record import record_build
from warehouse.culprits import BuildRefusedError
from warehouse.doctor import examine
from warehouse.public_refusals import PublicEditionRefusedError
from warehouse.releases import FallbackReason, publish
from warehouse.settings import Settings
from warehouse.wording import load_catalogue


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path / "warehouse")


@pytest.fixture
def served(settings):
    write_release(settings, 1)
    release = write_release(settings, 2)
    publish(release.id, settings)
    return release


def _find(settings, severity):
    return {f.code: f.values for f in examine(settings) if f.severity == severity}


def test_a_sound_warehouse_has_no_problem(settings, served):
    assert _find(settings, "problem") == {}
    assert _find(settings, "note") == {}
    assert _find(settings, "sound")["pointer"] == {"id": served.id}


def test_an_empty_warehouse_says_how_to_begin(settings):
    assert _find(settings, "problem") == {}
    assert "no_release" in _find(settings, "note")


def test_a_changed_byte_in_any_file_is_found(settings, served):
    (served.path / "manifest.json").write_text("{} ")
    problems = _find(settings, "problem")
    assert problems["release_damaged"]["files"] == "manifest.json"


def test_a_change_that_hides_its_time_is_found(settings, served):
    stat = served.database.stat()
    content = bytearray(served.database.read_bytes())
    content[5000] ^= 1
    served.database.write_bytes(content)
    os.utime(served.database, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert "release_damaged" in _find(settings, "problem")


@pytest.mark.parametrize(
    ("text", "code"),
    [('{"release": "gone"}', "missing_release"), ("nonsense", "missing_pointer")],
)
def test_a_wrong_pointer_is_found(settings, served, text, code):
    (settings.dir / "current.json").write_text(text)
    assert _find(settings, "problem") == {code: {"id": served.id}}


def test_a_release_without_its_description_is_found(settings, served):
    (served.path / "release.json").write_text("{}")
    problems = _find(settings, "problem")
    assert problems["release_unreadable"] == {"id": served.id}
    assert "damaged_file" in problems


def test_leftovers_of_a_killed_build_are_noted(settings, served):
    (settings.dir / "releases" / ".tmp-unfinished").mkdir()
    (settings.work_dir / "build").mkdir(parents=True)
    assert _find(settings, "note") == {"leftovers": {"count": "2"}}


def test_a_refused_build_is_noted_until_one_succeeds(settings, served):
    with pytest.raises(BuildRefusedError), record_build("b1", "demo", settings):
        raise BuildRefusedError([REFUSAL])
    found = _find(settings, "note")["build_refused"]
    assert (found["rules"], found["loads"]) == ("unique_thing", "attendance-1")
    with record_build("b2", "demo", settings):
        pass
    assert _find(settings, "note") == {}


def test_a_build_that_cannot_protect_people_is_noted_as_refused(settings, served):
    refused = PublicEditionRefusedError("still_disclosed", "attendances | may")
    with (
        pytest.raises(PublicEditionRefusedError),
        record_build("b1", "demo", settings),
    ):
        raise refused
    assert _find(settings, "note")["build_unprotected"]["reason"] == "still_disclosed"


def test_a_failed_build_is_noted_with_the_kind_of_its_error(settings, served):
    with pytest.raises(MemoryError), record_build("b1", "demo", settings):
        raise MemoryError
    assert _find(settings, "note")["build_failed"]["error"] == "MemoryError"


def test_a_release_past_the_limit_of_age_is_a_problem(settings, served):
    limited = settings.model_copy(update={"max_age_hours": 1})
    assert _find(limited, "problem")["release_old"]["limit"] == "1"
    assert _find(settings, "problem") == {}


def test_packages_that_are_not_at_their_pins_are_named(settings, monkeypatch, tmp_path):
    pins = tmp_path / "requirements.txt"
    pins.write_text("# a comment\nduckdb==0.0.1\nno-such-package[extra]==1.0\n")
    monkeypatch.setattr(doctor, "PINS", pins)
    wrong = [f.values for f in examine(settings) if f.code == "package"]
    assert [(w["package"], w["pin"]) for w in wrong] == [
        ("duckdb", "0.0.1"),
        ("no-such-package", "1.0"),
    ]


def test_a_missing_dbt_project_is_named(tmp_path):
    settings = Settings(dir=tmp_path, project_dir=tmp_path / "nowhere")
    assert "project_missing" in _find(settings, "problem")


def test_the_command_says_what_to_do_and_fails_only_on_problems(settings, served):
    sound = run_warehouse("doctor", folder=settings.dir)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    served.database.unlink()
    damaged = run_warehouse("doctor", "--format", "json", folder=settings.dir)
    assert damaged.returncode == 1
    answer = json.loads(damaged.stdout)
    advice = [f["advice"] for f in answer["findings"] if f["code"] == "damaged_file"]
    assert not answer["is_sound"]
    assert "python -m warehouse publish" in advice[0]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_finding_has_words_and_every_worry_has_advice(language):
    source = Path(doctor.__file__).read_text("utf-8")
    found = re.findall(r'Finding\(\s*"(\w+)", ("?\w+"?)', source)
    assert len(found) > 12
    worries = {code for code, severity in found if severity != '"sound"'}
    worries |= {"python_old", *get_args(FallbackReason)}
    known = set(load_catalogue(language)._catalog)
    assert {f"finding.{code}" for code, _ in found} <= known
    assert {f"finding.{code}" for code in worries} <= known
    assert {f"advice.{code}" for code in worries} <= known
