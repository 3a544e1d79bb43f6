"""Real files nobody here wrote, with totals that the standard library counts."""

import csv
import os
from collections import Counter, defaultdict
from datetime import datetime

import polars as pl
import pytest
from pydantic import SecretStr

from tests.conftest import REPOSITORY
from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest, read_mapping
from warehouse.intake.problems import KeyMissingError

SAMPLES = REPOSITORY.parent / "shared" / "samples"


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


def find(name):
    path = SAMPLES / name
    if not path.is_file():
        reason = f"{path} is not here"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def read_records(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def load(path, settings, mapping):
    (report,) = ingest([path], settings=settings, mapping=read_mapping(mapping))
    assert report.rows_in == report.rows_accepted + report.rows_quarantined
    landed, held = read_landed(settings, report)
    return report, landed, held


WORKSHOPS = (
    "dataset: training_events",
    "columns:",
    "  event_id: slug",
    "  start_date: start_date",
    "  attendance_count: attendance",
    "  host_organisation: host_name",
    "  country: country",
    "  topic: tag_name",
    "constants: {status: completed}",
)


def test_workshops(settings, write):
    path = find("workshops_thru_2018Q2.csv")
    report, landed, held = load(path, settings, write("w.yml", *WORKSHOPS))
    assert (report.rows_in, report.rows_accepted) == (1593, 1593), held.to_dicts()
    counts = landed["attendance_count"]
    assert (counts.sum(), counts.null_count(), (counts == 0).sum()) == (37_486, 123, 58)
    records = read_records(path)
    assert landed["host_organisation"].to_list() == [
        record["host_name"].strip() or None for record in records
    ]
    assert landed["country"].null_count() == 3
    assert landed["event_id"].n_unique() == 1593
    assert str(landed["start_date"].min()) == min(r["start_date"] for r in records)
    assert report.ignored_columns == ()


def test_workshops_again_change_nothing(settings, write):
    path = find("workshops_thru_2018Q2.csv")
    mapping = write("w.yml", *WORKSHOPS)
    load(path, settings, mapping)
    (again,) = ingest([path], settings=settings)
    assert (again.is_repeat, again.is_mapping_kept) == (True, True)


def test_attendance_by_day(settings, write):
    path = find("attendance.csv")
    mapping = write(
        *("a.yml", "dataset: training_events"),
        "columns: {event_id: Slug, attendance_count: Day1}",
        "constants: {start_date: 2015-01-01}",
    )
    report, landed, held = load(path, settings, mapping)
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert len(rows) == report.rows_in == 298
    ragged = [n for n, row in enumerate(rows, 2) if len(row) > len(header)]
    assert len(ragged) == report.reasons["too_many_fields"] == 1
    sound = [row for n, row in enumerate(rows, 2) if n not in ragged]
    first = {row[0].strip(): row for row in reversed(sound)}
    assert report.reasons["duplicate_key"] == len(sound) - len(first)
    assert report.rows_accepted == len(first)
    total = sum(int(row[2]) for row in first.values() if len(row) > 2 and row[2])
    assert landed["attendance_count"].sum() == total > 5000
    is_long = held["rule"] == "too_many_fields"
    assert held.filter(is_long)["source_row"].to_list() == ragged


LIKERT = {
    "Strongly Agree": 5,
    "Agree": 4,
    "Neither Agree nor Disagree": 3,
    "Disagree": 2,
    "Strongly Disagree": 1,
}
QUESTIONS = {
    "LearnedSkills": "content",
    "AtmosphereWelcoming": "organisation",
    "Worth": "usefulness",
    "Recommend": "overall",
    "LikelyToRecommend": "recommend",
}


def test_answers_in_words_become_scores(settings, write):
    path = find("20180908_post_clean.csv")
    mapping = write(
        *("e.yml", "dataset: evaluations", "columns: {response_id: UniqueID}"),
        "constants: {event_id: e1, response_id: unnamed}",
        f"unpivot: {{columns: {list(QUESTIONS)}, name: question, value: score}}",
        "values:",
        f"  question: {QUESTIONS}",
        f"  score: {LIKERT}",
    )
    report, landed, held = load(path, settings, mapping)
    expected = defaultdict(Counter)
    for record in read_records(path):
        for column, question in QUESTIONS.items():
            if answer := record[column].strip():
                expected[question][int(LIKERT.get(answer, answer))] += 1
    found = defaultdict(Counter)
    for question, score in landed.select("question", "score").rows():
        found[question][score] += 1
    assert held.is_empty(), held["value"].to_list()
    assert found == expected
    assert report.rows_in == sum(c.total() for c in expected.values()) > 4000
    assert landed["source_column"].unique().sort().to_list() == sorted(QUESTIONS)


def test_american_dates_with_two_digits(settings, write):
    path = find("20180908_post_clean.csv")
    mapping = write(
        *("f.yml", "dataset: follow_ups"),
        "columns: {participant_id: UniqueID, due_date: Date}",
        *("constants: {event_id: e1}", "dates: {due_date: '%m/%d/%y %H:%M'}"),
    )
    report, landed, held = load(path, settings, mapping)
    records = read_records(path)
    assert len(records) == report.rows_in == 967
    blank = sum(not record["UniqueID"].strip() for record in records)
    assert report.reasons["required"] == blank == 735
    first = {}
    for record in records:
        if key := record["UniqueID"].strip():
            day = datetime.strptime(record["Date"], "%m/%d/%y %H:%M").date()
            first.setdefault(key, day)
    names = [key for key in first if not any(map(str.isdigit, key))]
    assert report.reasons["direct_identifier"] == len(names) == 1
    assert names[0] not in str(held.to_dicts())
    del first[names[0]]
    assert dict(landed.select("participant_id", "due_date").rows()) == first


def test_an_activity_as_published(settings):
    path = find("usaid-bb.xml")
    with pytest.raises(KeyMissingError):
        ingest([path], settings=settings)
    keyed = settings.model_copy(update={"identity_key": SecretStr("k" * 40)})
    (report,) = ingest([path], settings=keyed)
    assert (report.dataset, report.rows_accepted) == ("organisations", 2)
    landed, _ = read_landed(keyed, report)
    assert landed.select("organisation_id", "name_en").rows() == [
        ("US-GOV-1", "U.S. Agency for International Development"),
        ("XI-DUNS-121031231", "Priority Worldwide Services"),
    ]
    for file in keyed.dir.rglob("*"):
        if file.is_file():
            for contact in (b"712 4810", b"aidtransparency", b"Pennsylvania"):
                assert contact not in file.read_bytes()
            if file.suffix == ".parquet":
                text = str(pl.read_parquet(file).to_dicts())
                assert "712 4810" not in text
                assert "aidtransparency" not in text
