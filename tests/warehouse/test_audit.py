"""The record of what was done: all of it, and nobody's name."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.warehouse.landed import make_settings, make_writer
from tests.warehouse.small_release import write_release
from warehouse.audit import audit_dir, encode_reader, record
from warehouse.intake import ingest
from warehouse.releases import publish
from warehouse.settings import Settings

KEY = "k" * 40


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


def read(settings):
    return [
        json.loads(line)
        for path in sorted(audit_dir(settings).glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def test_a_publication_is_recorded(settings):
    first, second = write_release(settings, 1), write_release(settings, 2)
    publish(first.id, settings)
    publish(second.id, settings)
    assert [(e["event"], e["release"]) for e in read(settings)] == [
        ("published", first.id),
        ("published", second.id),
    ]


def test_a_load_is_recorded_once_and_without_the_name_of_its_file(settings, tmp_path):
    write = make_writer(tmp_path)
    file = write("ivanova_attendance.csv", "event_id,sex", "e1,male", "e2,?")
    ingest([file], settings=settings, dataset="attendance", dry_run=True)
    assert read(settings) == []
    (report,) = ingest([file], settings=settings, dataset="attendance")
    ingest([file], settings=settings, dataset="attendance")
    [entry] = read(settings)
    assert entry["event"] == "loaded"
    assert entry["load"] == report.load_id
    assert entry["rows_accepted"] + entry["rows_quarantined"] == 2
    assert "ivanova" not in json.dumps(entry)


def test_a_person_is_a_code_that_needs_the_key(tmp_path):
    keyed = Settings(dir=tmp_path, identity_key=KEY)
    other = Settings(dir=tmp_path, identity_key=KEY[::-1] + "x")
    code = encode_reader("anna@example.org", keyed)
    assert code == encode_reader("anna@example.org", keyed)
    assert "anna" not in code
    assert code != encode_reader("anna@example.org", other)
    assert code != encode_reader("boris@example.org", keyed)
    assert encode_reader("anna@example.org", Settings(dir=tmp_path)) is None
    assert encode_reader(None, keyed) is None


def test_lines_of_many_at_once_stay_whole(settings):
    with ThreadPoolExecutor(8) as pool:
        for number in range(200):
            pool.submit(record, "downloaded", settings, file=f"f{number}")
    assert {entry["file"] for entry in read(settings)} == {f"f{n}" for n in range(200)}


def test_what_cannot_be_written_is_logged_and_stops_nothing(settings, caplog):
    settings.dir.mkdir(parents=True, exist_ok=True)
    audit_dir(settings).write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING, "warehouse.audit"):
        record("downloaded", settings, file="x")
    assert '"event": "downloaded"' in caplog.text


def test_a_record_is_for_its_owner_and_group_alone(settings):
    record("signed_in", settings)
    [path] = audit_dir(settings).iterdir()
    assert path.stat().st_mode & 0o007 == 0
