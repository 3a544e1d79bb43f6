"""What a scheduled build writes for programs, line by line."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import run_warehouse
from warehouse.build_record import read_last_build
from warehouse.settings import Settings
from warehouse.workspace import hold_lock

_SMALL = {"WAREHOUSE_PROJECT_DIR": str(Path(__file__).parent / "small_project")}
_BUILD = ("build", "--edition", "reported")
_JSON = {"WAREHOUSE_LOG_FORMAT": "json"}


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path / "warehouse")


def _build(settings, *options, **environment):
    done = run_warehouse(
        *_BUILD, *options, folder=settings.dir, **_SMALL, **environment
    )
    return done, done.stderr.splitlines()


def _read(lines):
    """The objects, in order; every line is one, with time, build and level."""
    found = [json.loads(line) for line in lines]
    moments = [datetime.fromisoformat(line["at"]) for line in found]
    assert moments == sorted(moments)
    assert all(moment.utcoffset() is not None for moment in moments)
    assert len({line["build"] for line in found}) == 1
    return found


def test_a_good_build_logs_start_stages_and_end(settings):
    done, lines = _build(settings, "--format", "json", **_JSON)
    found = _read(lines)
    assert [x["event"] for x in found if x["event"] not in ("stage", "message")] == [
        "started",
        "succeeded",
    ]
    stages = [line["stage"] for line in found if line["event"] == "stage"]
    assert stages == [
        "parsing",
        "facts",
        "metrics",
        "results",
        "sealing",
        "publishing",
    ]
    assert found[-1]["seconds"].keys() == set(stages)
    assert found[0]["build"] == read_last_build(settings).id
    assert done.stdout.count("\n") == 1
    assert json.loads(done.stdout)["build"] == found[0]["build"]


def test_a_build_turned_away_says_so(settings):
    with hold_lock(settings):
        done, lines = _build(settings, **_JSON)
    assert done.returncode == 1
    found = [json.loads(line) for line in lines if line.startswith("{")]
    assert [line["event"] for line in found] == ["started", "turned_away"]
    assert found[-1]["level"] == "error"


def test_people_read_words(settings):
    done, lines = _build(settings)
    assert done.returncode == 0
    assert not any(line.startswith("{") for line in lines)
    assert len(lines) >= 6


def test_a_wrong_format_is_named(settings):
    done, lines = _build(settings, WAREHOUSE_LOG_FORMAT="xml")
    assert done.returncode == 2
    assert "allowed: text, json" in done.stderr
