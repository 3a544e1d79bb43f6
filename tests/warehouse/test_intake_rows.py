"""Rows judged by their declaration: each accepted or quarantined, none lost."""

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest, text_files
from warehouse.intake.files import open_register
from warehouse.intake.problems import EmptyFileError
from warehouse.registers import DATASETS

LOCALE = Path(__file__).parents[2] / "warehouse" / "locale"


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


TRAINING = {"event_id": "e1", "start_date": "2008-04-22"}
RATING = {"event_id": "e1", "response_id": "r1", "question": "overall", "score": "5"}
FOLLOW_UP = {"event_id": "e1", "participant_id": "p1", "due_date": "2008-10-01"}

BROKEN_RULES = [
    ("training_events", TRAINING | {"event_id": "  "}, "required", None),
    ("training_events", TRAINING | {"start_date": "22nd of April"}, "wrong_type", None),
    ("training_events", TRAINING | {"start_date": "2008-02-30"}, "wrong_type", None),
    (
        "training_events",
        TRAINING | {"end_date": "2008-04-21"},
        "end_before_start",
        None,
    ),
    ("training_events", TRAINING | {"women_count": "-1"}, "out_of_range", "-1"),
    ("training_events", TRAINING | {"women_count": "1.5"}, "wrong_type", "1.5"),
    ("training_events", TRAINING | {"women_count": "1e2"}, "wrong_type", "1e2"),
    ("training_events", TRAINING | {"presentational_pct": "101"}, "out_of_range", None),
    (
        "training_events",
        TRAINING | {"presentational_pct": "0.4"},
        "share_for_percent",
        "0.4",
    ),
    ("training_events", TRAINING | {"contact_hours": "nan"}, "not_a_number", None),
    (
        "training_events",
        TRAINING | {"contact_hours": "25"},
        "hours_above_length",
        None,
    ),
    ("training_events", TRAINING | {"hour_minutes": "0"}, "out_of_range", "0"),
    ("training_events", TRAINING | {"status": "done"}, "not_in_list", "done"),
    ("training_events", TRAINING | {"scope": "moon"}, "not_in_list", "moon"),
    (
        "training_events",
        TRAINING | {"women_count": "7", "men_count": "4", "attendance_count": "10"},
        "parts_above_total",
        "women_count=7; men_count=4; attendance_count=10",
    ),
    ("attendance", {"event_id": "e1", "sex": "?"}, "not_in_list", "?"),
    ("attendance", {"event_id": "e1", "is_completed": "maybe"}, "wrong_type", "maybe"),
    ("attendance", {"event_id": "e1", "contact_hours": "-8"}, "out_of_range", None),
    ("evaluations", RATING | {"score": "0"}, "rating_out_of_range", None),
    ("evaluations", RATING | {"score": "6"}, "rating_out_of_range", None),
    (
        "evaluations",
        RATING | {"question": "recommend", "score": "11"},
        "out_of_range",
        "11",
    ),
    (
        "learning_tests",
        {"event_id": "e1", "pre_score": "101"},
        "out_of_range",
        "101",
    ),
    (
        "follow_ups",
        FOLLOW_UP | {"asked_date": "2008-10-02", "answered_date": "2008-10-01"},
        "answer_before_question",
        None,
    ),
]


class TestRules:
    @pytest.mark.parametrize(("dataset", "row", "rule", "value"), BROKEN_RULES)
    def test_a_broken_rule_sends_the_row_to_quarantine(
        self, settings, tmp_path, dataset, row, rule, value
    ):
        path = tmp_path / f"{dataset}.csv"
        pl.DataFrame([row]).write_csv(path)
        (report,) = ingest([path], settings=settings)
        assert (report.rows_in, report.rows_accepted, report.rows_quarantined) == (
            1,
            0,
            1,
        )
        assert report.reasons == {rule: 1}
        _, quarantine = read_landed(settings, report)
        assert quarantine["source_row"].to_list() == [2]
        assert quarantine["source_file"].to_list() == [path.name]
        if value is not None:
            assert quarantine["value"].to_list() == [value]

    @pytest.mark.parametrize(
        ("dataset", "row"),
        [
            ("training_events", TRAINING | {"end_date": "2008-04-22"}),
            ("training_events", TRAINING | {"women_count": "7", "men_count": "4"}),
            (
                "training_events",
                TRAINING | {"women_count": "6", "attendance_count": "6"},
            ),
            ("evaluations", RATING | {"score": "1"}),
            ("evaluations", RATING | {"question": "recommend", "score": "0"}),
            ("evaluations", RATING | {"question": "recommend", "score": "10"}),
            ("learning_tests", {"event_id": "e1", "pre_score": "100"}),
        ],
    )
    def test_a_value_on_the_edge_is_accepted(self, settings, tmp_path, dataset, row):
        path = tmp_path / f"{dataset}.csv"
        pl.DataFrame([row]).write_csv(path)
        (report,) = ingest([path], settings=settings)
        assert report.rows_accepted == 1

    def test_a_row_with_several_faults_tells_them_all(self, settings, write):
        path = write(
            "training_events.csv",
            "event_id,start_date,status,women_count",
            "e1,soon,done,-1",
        )
        (report,) = ingest([path], settings=settings)
        assert report.rows_quarantined == 1
        assert report.reasons == {"not_in_list": 1, "out_of_range": 1, "wrong_type": 1}
        _, quarantine = read_landed(settings, report)
        assert dict(zip(quarantine["column"], quarantine["value"], strict=True)) == {
            "start_date": "soon",
            "status": "done",
            "women_count": "-1",
        }
        assert [json.loads(text) for text in quarantine["original"].unique()] == [
            {"event_id": "e1", "start_date": "soon", "status": "done"}
            | {"women_count": "-1"}
        ]
        limits = quarantine.filter(pl.col("rule") == "out_of_range")["parameters"]
        assert json.loads(limits.item()) == {"min": 0, "max": None}

    def test_every_rule_can_be_said_in_both_languages(self):
        own = {
            rule
            for dataset in DATASETS.values()
            for rule in dataset.schema._schema_validation_rules()
        }
        rules = {rule for _, _, rule, _ in BROKEN_RULES} | own | {"duplicate_key"}
        for language in ("en", "ru"):
            path = LOCALE / language / "LC_MESSAGES" / "intake.po"
            catalogue = path.read_text("utf-8")
            assert [r for r in rules if f'msgid "rule.{r}"' not in catalogue] == []


class TestRepeatedKeys:
    LINES = (
        "event_id,start_date,scope",
        "e1,2008-01-01,programme",
        "e1,2008-01-02,example",
        "e2,tomorrow,programme",
        "e1,2008-01-03,programme",
        "e2,2008-01-04,programme",
        "e1,2008-01-05,programme",
    )

    @pytest.mark.parametrize("batch", [1, 2, 100])
    def test_the_first_sound_row_of_a_key_counts(
        self, settings, write, monkeypatch, batch
    ):
        monkeypatch.setattr(text_files, "BATCH_ROWS", batch)
        path = write("training_events.csv", *self.LINES)
        (sheet,) = open_register(path).sheets
        sizes = [rows.height for rows in sheet.read(1, 3)]
        assert max(sizes) == min(batch, 6)
        (report,) = ingest([path], settings=settings)
        landed, quarantine = read_landed(settings, report)
        assert landed["source_row"].to_list() == [2, 6]
        assert report.reasons == {"duplicate_key": 3, "wrong_type": 1}
        repeated = quarantine.filter(pl.col("rule") == "duplicate_key")
        assert repeated["source_row"].to_list() == [3, 5, 7]
        assert repeated["value"].to_list() == ["own; e1"] * 3

    def test_rows_of_a_register_without_key_may_repeat(self, settings, write):
        path = write("attendance.csv", "event_id,participant_id", *["e1,p1"] * 3)
        (report,) = ingest([path], settings=settings)
        assert report.rows_accepted == 3


values = st.one_of(
    st.sampled_from(["", "0", "-1", "7", "2008-04-22", "female", "e1", "true", "1.5"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=5),
)
columns = st.sampled_from(sorted(DATASETS)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.lists(st.lists(values, min_size=6, max_size=6), min_size=1, max_size=12),
    )
)


class TestEveryRowIsAccountedFor:
    @effort(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(drawn=columns)
    def test_accepted_or_quarantined_and_never_both(self, tmp_path_factory, drawn):
        name, rows = drawn
        folder = tmp_path_factory.mktemp("any")
        settings = make_settings(folder)
        dataset = DATASETS[name]
        optional = [c for c in dataset.columns if c not in dataset.required_columns]
        headers = [*dataset.required_columns, *optional][:6]
        path = folder / f"{name}.csv"
        frame = pl.DataFrame(rows, schema=headers, orient="row")
        frame.cast(pl.String).write_csv(path, quote_style="always")
        filled = {n for n, row in enumerate(rows, 2) if any(map(str.strip, row))}
        if not filled:
            with pytest.raises(EmptyFileError):
                ingest([path], settings=settings)
            return
        (report,) = ingest([path], settings=settings)
        landed, quarantine = read_landed(settings, report)
        kept, set_aside = set(landed["source_row"]), set(quarantine["source_row"])
        assert report.rows_in == len(filled)
        assert report.rows_accepted == landed.height == len(kept)
        assert report.rows_quarantined == len(set_aside)
        assert kept | set_aside == filled
        assert not kept & set_aside
        assert sum(report.reasons.values()) >= len(set_aside)
