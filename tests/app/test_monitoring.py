"""`/healthz` and `/metrics`: what machines are told, and that it follows the facts."""

import json
import time
from datetime import UTC, datetime
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request

from dashboard.monitoring import report_health, report_metrics
from tests.browser.serving import serve
from tests.warehouse.refused_build import REFUSAL
from tests.warehouse.small_release import write_release
from warehouse.build_record import record_build
from warehouse.culprits import BuildRefusedError
from warehouse.erasure.note import ErasureNote, remove_note, write_note
from warehouse.releases import publish
from warehouse.settings import Settings
from warehouse.workspace import hold_lock

REQUEST = Request({"type": "http"})


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_DIR", str(tmp_path))
    return Settings(dir=tmp_path)


@pytest.fixture
def served(settings):
    release = write_release(settings, 1)
    publish(release.id, settings)
    return release


def _ask_health():
    answer = report_health(REQUEST)
    return answer.status_code, json.loads(answer.body)


def _ask_metrics():
    """Values by name and labels, as Prometheus' own parser understands them."""
    answer = report_metrics(REQUEST)
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = list(text_string_to_metric_families(answer.body.decode()))
    assert all(family.documentation and family.type == "gauge" for family in families)
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


def _end_build(settings, error=None):
    if error is None:
        with record_build("good", "demo", settings) as releases:
            releases.append("r1")
        return
    with pytest.raises(type(error)), record_build("bad", "demo", settings):
        raise error


def test_without_a_release_the_warehouse_is_unwell(settings):
    status, answer = _ask_health()
    assert (status, answer["status"], answer["reasons"]) == (
        503,
        "failing",
        ["no_release"],
    )
    assert answer["release"] is None
    assert _ask_metrics()["warehouse_fault", "no_release"] == 1


def test_a_sound_release_is_all_that_health_needs(served):
    status, answer = _ask_health()
    assert (status, answer["status"], answer["reasons"]) == (200, "ok", [])
    assert answer["release"] == served.id


@pytest.mark.parametrize(
    ("error", "code"),
    [(BuildRefusedError([REFUSAL]), "build_refused"), (MemoryError(), "build_failed")],
)
def test_a_build_that_came_to_nothing_is_a_reason_until_one_succeeds(
    settings, served, error, code
):
    _end_build(settings, error)
    status, answer = _ask_health()
    assert (status, answer["reasons"]) == (503, [code])
    assert answer["release"] == served.id
    assert _ask_metrics()["warehouse_fault", code] == 1
    _end_build(settings)
    assert _ask_health()[0] == 200
    assert _ask_metrics()["warehouse_fault", code] == 0


def test_age_is_a_reason_only_past_the_limit(served, monkeypatch):
    age = _ask_metrics()["warehouse_release_age_seconds",] / 3600
    for limit, status in ((int(age) + 1, 200), (int(age), 503)):
        monkeypatch.setenv("WAREHOUSE_MAX_AGE_HOURS", str(limit))
        assert _ask_health()[0] == status
    assert _ask_health()[1]["reasons"] == ["release_old"]


def test_every_reason_is_told_at_once(settings, served, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_MAX_AGE_HOURS", "1")
    _end_build(settings, MemoryError())
    assert _ask_health()[1]["reasons"] == ["release_old", "build_failed"]


def test_a_damaged_pointer_is_told_but_readers_are_served(settings, served):
    (settings.dir / "current.json").write_text("nonsense")
    status, answer = _ask_health()
    assert (status, answer["status"]) == (200, "fallback")
    assert answer["fallback"] == "missing_pointer"
    assert _ask_metrics()["warehouse_release_is_fallback",] == 1


def test_metrics_say_what_the_release_says(settings, served):
    write_release(settings, 2)
    found = _ask_metrics()
    created = served.info.created_at.timestamp()
    assert found["warehouse_release_created_timestamp_seconds",] == created
    age = found["warehouse_release_age_seconds",]
    assert age == pytest.approx(time.time() - created, abs=5)
    assert found["warehouse_release_tests", "passed"] == 1
    assert found["warehouse_release_rows_quarantined",] == 0
    assert found["warehouse_releases_kept",] == 2
    [info] = [key for key in found if key[0] == "warehouse_release_info"]
    assert {served.id, "demo", "mpp"} < set(info)


def test_metrics_say_how_builds_ended(settings, served):
    _end_build(settings)
    _end_build(settings, MemoryError())
    found = _ask_metrics()
    outcomes = {key[1]: found[key] for key in found if "outcome" in key[0]}
    assert outcomes == {"succeeded": 0, "refused": 0, "failed": 1, "killed": 0}
    times = [
        found["warehouse_build_last_timestamp_seconds", outcome]
        for outcome in ("succeeded", "failed")
    ]
    assert times == sorted(times)
    assert times[1] == found["warehouse_last_build_ended_timestamp_seconds",]
    assert ("warehouse_build_last_timestamp_seconds", "refused") not in found


def test_rows_held_back_are_those_of_the_release(demo_settings, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_DIR", str(demo_settings.dir))
    answer = json.loads(report_health(REQUEST).body)
    text = (
        demo_settings.dir / "releases" / answer["release"] / "release.json"
    ).read_text()
    held = [file["rows_quarantined"] or 0 for file in json.loads(text)["inputs"]]
    assert _ask_metrics()["warehouse_release_rows_quarantined",] == sum(held)


def test_the_server_has_both_routes(demo_warehouse, tmp_path):
    log = tmp_path / "server.log"
    opened = {"DASHBOARD_SHOWS_METRICS": "true"}
    with serve("server.py", demo_warehouse, log, **opened) as server:
        with urlopen(f"{server.url}/healthz", timeout=30) as answer:
            assert json.loads(answer.read())["status"] == "ok"
        with urlopen(f"{server.url}/metrics", timeout=30) as answer:
            assert "version=0.0.4" in answer.headers["content-type"]
            assert b"# HELP warehouse_release_age_seconds" in answer.read()


def test_an_erasure_that_was_cut_off_calls_somebody(settings, served):
    note = ErasureNote(
        started_at=datetime.now(UTC), reason="", marks=(), edition=None, as_of=None
    )
    write_note(note, settings)
    code, answer = _ask_health()
    assert code == 503
    assert answer["reasons"] == ["erasure_unfinished"]
    with hold_lock(settings):
        assert _ask_health()[0] == 200, "it is at work"
    remove_note(settings)
    assert _ask_health()[0] == 200
