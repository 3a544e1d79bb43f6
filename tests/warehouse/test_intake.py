"""Register files in: every row accounted for, every file all or nothing."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from warehouse.intake import files, ingest
from warehouse.intake.landing import write_empty_registers
from warehouse.intake.ledger import loads_dir, read_ledger, tabulate_ledger
from warehouse.intake.problems import (
    EmptyFileError,
    MissingColumnsError,
    RepeatedColumnError,
    UnknownDatasetError,
    UnreadableFileError,
)
from warehouse.registers import DATASETS
from warehouse.registers.columns import notes_of
from warehouse.settings import Settings

LOCALE = Path(__file__).parents[2] / "warehouse" / "locale"


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path / "data")


@pytest.fixture
def write(tmp_path):
    def write_file(name, *lines):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write_file


def read_landed(settings, report):
    folder = loads_dir(settings) / report.load_id
    return (
        pl.read_parquet(folder / f"{report.dataset}.parquet"),
        pl.read_parquet(folder / "quarantine.parquet"),
    )


def list_everything(settings):
    return sorted((p, p.stat().st_mtime_ns) for p in settings.dir.rglob("*"))


class TestRecognition:
    @pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda item: item.name)
    @pytest.mark.parametrize("label", ["name", "header_en", "header_ru"])
    def test_by_headers_alone(self, settings, tmp_path, dataset, label):
        headers = [
            name if label == "name" else getattr(notes_of(column), label)
            for name, column in dataset.columns.items()
        ]
        path = tmp_path / "file.csv"
        pl.DataFrame({h: [""] for h in headers}).write_csv(path)
        (report,) = ingest([path], settings=settings, dry_run=True)
        assert report.dataset == dataset.name

    def test_by_file_name_where_headers_would_fit_another(self, settings, write):
        path = write("learning_tests.csv", "event_id", "e1")
        (report,) = ingest([path], settings=settings)
        assert report.dataset == "learning_tests"

    def test_a_given_dataset_wins(self, settings, write):
        path = write("learning_tests.csv", "event_id,sex", "e1,female")
        (report,) = ingest([path], settings=settings, dataset="attendance")
        assert report.dataset == "attendance"

    def test_headers_that_fit_two_registers_alike_are_not_guessed(
        self, settings, write
    ):
        with pytest.raises(UnknownDatasetError):
            ingest([write("file.csv", "event_id", "e1")], settings=settings)

    def test_columns_nobody_knows_are_named_and_not_kept(self, settings, write):
        path = write(
            "attendance.csv",
            "event_id,phone,sex",
            "e1,555-0101,female",
            "e2,555-0102,?",
        )
        (report,) = ingest([path], settings=settings)
        assert report.ignored_columns == ("phone",)
        for file in loads_dir(settings).rglob("*.*"):
            assert b"555-01" not in file.read_bytes()
        landed, quarantine = read_landed(settings, report)
        assert "phone" not in landed.columns
        assert "phone" not in quarantine["original"].item()


class TestLanding:
    def test_values_get_their_declared_types_and_their_origin(self, settings, write):
        path = write(
            "follow_ups.csv",
            "event_id,participant_id,due_date,is_applying,scope",
            " e1 ,007,2008-06-01,TRUE,example",
            "e1,008,2008-06-01,0,",
        )
        (report,) = ingest([path], settings=settings)
        landed, quarantine = read_landed(settings, report)
        assert quarantine.is_empty()
        assert dict(landed.schema) == DATASETS["follow_ups"].landed_types
        assert landed["event_id"].to_list() == ["e1", "e1"]
        assert landed["participant_id"].to_list() == ["007", "008"]
        assert landed["due_date"].to_list() == [date(2008, 6, 1)] * 2
        assert landed["is_applying"].to_list() == [True, False]
        assert landed["scope"].to_list() == ["example", "programme"]
        assert landed["source_row"].to_list() == [1, 2]
        assert landed["provenance"].unique().to_list() == ["imported"]
        assert landed["source_file"].unique().to_list() == ["follow_ups.csv"]
        assert landed["load_id"].unique().to_list() == [report.load_id]

    def test_csv_and_parquet_give_the_same_rows(self, settings, tmp_path):
        rows = pl.DataFrame(
            {
                "event_id": ["e1", "e2", "e3"],
                "start_date": [date(2008, 1, 7), date(2008, 2, 4), None],
                "attendance_count": [12, None, 3],
                "contact_hours": [8.5, 16.0, 2.0],
            }
        )
        rows.write_csv(tmp_path / "training_events.csv")
        rows.write_parquet(tmp_path / "training_events.parquet")
        reports = ingest(sorted(tmp_path.glob("training_events.*")), settings=settings)
        origin = ["load_id", "source_file"]
        (csv, csv_bad), (parquet, parquet_bad) = (
            read_landed(settings, report) for report in reports
        )
        assert csv.height == 2
        assert csv.drop(origin).equals(parquet.drop(origin))
        assert (
            csv_bad["rule"].to_list() == parquet_bad["rule"].to_list() == ["required"]
        )

    @pytest.mark.parametrize(
        ("values", "accepted"),
        [
            (pl.Series([12, 13], dtype=pl.Int16), 2),
            (pl.Series([12.0, 12.5]), 1),
            (pl.Series([date(2008, 1, 1), None]), 1),
            (pl.Series([[1], [2]]), 0),
            (pl.Series(["12", "12.0"], dtype=pl.Categorical), 1),
        ],
        ids=["int16", "float", "date", "list", "categorical"],
    )
    def test_a_typed_number_is_taken_only_if_it_is_whole(
        self, settings, tmp_path, values, accepted
    ):
        path = tmp_path / "attendance.parquet"
        pl.DataFrame({"event_id": ["e1", "e2"], "age_years": values}).write_parquet(
            path
        )
        (report,) = ingest([path], settings=settings)
        assert report.rows_accepted == accepted
        assert report.reasons == ({} if accepted == 2 else {"wrong_type": 2 - accepted})

    def test_an_empty_register_has_the_types_of_a_landed_one(self, settings, write):
        folder = write_empty_registers(settings)
        assert {path.stem for path in folder.iterdir()} == {*DATASETS, "quarantine"}
        for name, dataset in DATASETS.items():
            empty = pl.read_parquet(folder / f"{name}.parquet")
            assert dict(empty.schema) == dataset.landed_types
            assert empty.is_empty()
        (report,) = ingest(
            [write("attendance.csv", "event_id", '""')], settings=settings
        )
        _, quarantine = read_landed(settings, report)
        assert quarantine.schema == pl.read_parquet_schema(
            folder / "quarantine.parquet"
        )


TRAINING = {"event_id": "e1", "start_date": "2008-04-22"}
RATING = {"event_id": "e1", "response_id": "r1", "question": "overall", "score": "5"}
FOLLOW_UP = {"event_id": "e1", "participant_id": "p1", "due_date": "2008-10-01"}

BROKEN_RULES = [
    ("training_events", TRAINING | {"event_id": "  "}, "required", None),
    ("training_events", TRAINING | {"start_date": "22.04.2008"}, "wrong_type", None),
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
    ("training_events", TRAINING | {"contact_hours": "nan"}, "not_a_number", None),
    ("training_events", TRAINING | {"hour_minutes": "0"}, "out_of_range", "0"),
    ("training_events", TRAINING | {"status": "done"}, "not_in_list", "done"),
    ("training_events", TRAINING | {"scope": "moon"}, "not_in_list", "moon"),
    (
        "training_events",
        TRAINING | {"women_count": "7", "men_count": "4", "attendance_count": "10"},
        "parts_above_total",
        "women_count=7; men_count=4; attendance_count=10",
    ),
    ("attendance", {"event_id": "e1", "sex": "жен."}, "not_in_list", "жен."),
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
        "101.0",
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
        assert quarantine["source_row"].to_list() == [1]
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
            path = LOCALE / language / "LC_MESSAGES" / "warehouse.po"
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
        monkeypatch.setattr(files, "BATCH_ROWS", batch)
        path = write("training_events.csv", *self.LINES)
        sizes = [
            rows.height for rows in files.iterate_batches(files.open_register(path))
        ]
        assert max(sizes) == min(batch, 6)
        (report,) = ingest([path], settings=settings)
        landed, quarantine = read_landed(settings, report)
        assert landed["source_row"].to_list() == [1, 2, 5]
        assert report.reasons == {"duplicate_key": 2, "wrong_type": 1}
        repeated = quarantine.filter(pl.col("rule") == "duplicate_key")
        assert repeated["source_row"].to_list() == [4, 6]
        assert repeated["value"].to_list() == ["programme; e1"] * 2

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
        settings = Settings(dir=folder / "data")
        dataset = DATASETS[name]
        optional = [c for c in dataset.columns if c not in dataset.required_columns]
        headers = [*dataset.required_columns, *optional][:6]
        path = folder / f"{name}.csv"
        frame = pl.DataFrame(rows, schema=headers, orient="row")
        frame.cast(pl.String).write_csv(path, quote_style="always")
        (report,) = ingest([path], settings=settings)
        landed, quarantine = read_landed(settings, report)
        kept, set_aside = set(landed["source_row"]), set(quarantine["source_row"])
        assert report.rows_in == len(rows)
        assert report.rows_accepted == landed.height == len(kept)
        assert report.rows_quarantined == len(set_aside)
        assert kept | set_aside == set(range(1, len(rows) + 1))
        assert not kept & set_aside
        assert sum(report.reasons.values()) >= len(set_aside)


class TestRepeatedFiles:
    def test_the_same_bytes_change_nothing(self, settings, write, tmp_path):
        path = write("attendance.csv", "event_id,sex", "e1,female", "e2,?")
        (first,) = ingest([path], settings=settings)
        before = list_everything(settings)
        copy = tmp_path / "other_name.csv"
        copy.write_bytes(path.read_bytes())
        again = ingest([path, copy], settings=settings)
        assert [report.is_repeat for report in (first, *again)] == [False, True, True]
        assert {report.load_id for report in again} == {first.load_id}
        assert again[0].reasons == first.reasons
        assert list_everything(settings) == before
        assert len(read_ledger(settings)) == 1

    def test_twice_in_one_call_is_loaded_once(self, settings, write):
        path = write("attendance.csv", "event_id", "e1")
        reports = ingest([path, path], settings=settings)
        assert [report.is_repeat for report in reports] == [False, True]

    def test_another_process_that_was_first_wins(self, settings, write, monkeypatch):
        path = write("attendance.csv", "event_id", "e1")
        ingest([path], settings=settings)
        before = list_everything(settings)
        monkeypatch.setattr("warehouse.intake.read_ledger", lambda _: [])
        ingest([path], settings=settings)
        after = list_everything(settings)
        assert [p for p, _ in after] == [p for p, _ in before]

    def test_a_dry_run_leaves_nothing(self, settings, write):
        path = write("attendance.csv", "event_id,sex", "e1,female", "e2,?")
        (report,) = ingest([path], settings=settings, dry_run=True)
        assert (report.rows_accepted, report.rows_quarantined) == (1, 1)
        assert [p for p in settings.dir.rglob("*") if p.is_file()] == []
        (report,) = ingest([path], settings=settings)
        assert not report.is_repeat


class TestLedger:
    def test_an_entry_says_what_when_and_by_whom(self, settings, write):
        paths = [
            write("attendance.csv", "event_id", "e1"),
            write("organisations.csv", "organisation_id", "o1", "o1"),
        ]
        reports = ingest(paths, settings=settings, provenance="illustrative")
        ledger = tabulate_ledger(settings)
        assert ledger["load_id"].to_list() == [report.load_id for report in reports]
        assert ledger["rows_in"].to_list() == [1, 2]
        assert ledger["provenance"].to_list() == ["illustrative"] * 2
        assert ledger["sha256"].to_list() == [report.sha256 for report in reports]
        assert json.loads(ledger["reasons"][1]) == {"duplicate_key": 1}
        assert str(ledger.schema["loaded_at"]) == (
            "Datetime(time_unit='us', time_zone='UTC')"
        )
        assert ledger["loaded_at"].is_sorted()
        assert ledger["loaded_by"].null_count() == 0

    def test_an_empty_ledger_keeps_its_columns(self, settings):
        assert tabulate_ledger(settings).is_empty()
        assert "loaded_at" in tabulate_ledger(settings).columns


def refuse(path, settings, error, dataset=None):
    with pytest.raises(error) as caught:
        ingest([path], settings=settings, dataset=dataset)
    assert str(path) in str(caught.value)
    assert read_ledger(settings) == []
    assert [p for p in settings.dir.rglob("*") if p.is_file()] == []
    return caught.value


class TestRefusedFiles:
    def test_a_missing_required_column_is_named(self, settings, write):
        path = write("evaluations.csv", "event_id,question", "e1,overall")
        error = refuse(path, settings, MissingColumnsError)
        assert error.parameters["columns"] == "response_id, score"

    def test_an_unknown_register(self, settings, write):
        error = refuse(write("x.csv", "a,b", "1,2"), settings, UnknownDatasetError)
        assert error.parameters["columns"] == "a, b"
        refuse(write("y.csv", "a", "1"), settings, UnknownDatasetError, "unheard_of")

    @pytest.mark.parametrize("content", [b"", b"event_id,sex\n"])
    def test_a_file_without_rows(self, settings, tmp_path, content):
        path = tmp_path / "attendance.csv"
        path.write_bytes(content)
        refuse(path, settings, EmptyFileError)

    def test_a_parquet_file_without_rows(self, settings, tmp_path):
        path = tmp_path / "attendance.parquet"
        pl.DataFrame(schema={"event_id": pl.String}).write_parquet(path)
        refuse(path, settings, EmptyFileError)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("attendance.csv", "event_id,category\ne1,чиновник\n".encode("cp1251")),
            ("attendance.csv", b"event_id,sex\ne1,female,38\n"),
            ("attendance.parquet", b"PAR1 but not really"),
            ("attendance.pdf", b"%PDF-1.4"),
            ("attendance", b"event_id\ne1\n"),
        ],
        ids=["windows-1251", "ragged", "damaged", "pdf", "no ending"],
    )
    def test_bytes_that_cannot_be_read(self, settings, tmp_path, name, content):
        path = tmp_path / name
        path.write_bytes(content)
        refuse(path, settings, UnreadableFileError)

    def test_a_parquet_file_cut_short(self, settings, tmp_path):
        path = tmp_path / "attendance.parquet"
        rows = {"event_id": [str(n * 7919 % 10007) for n in range(50_000)]}
        pl.DataFrame(rows).write_parquet(path, row_group_size=10_000)
        whole = path.read_bytes()
        path.write_bytes(whole[:2000] + b"\0" * 4000 + whole[6000:])
        refuse(path, settings, UnreadableFileError)

    def test_no_such_file(self, settings, tmp_path):
        refuse(tmp_path / "attendance.csv", settings, UnreadableFileError)

    @pytest.mark.parametrize(
        "headers", ["event_id,event_id", "event_id,Event id", "event_id,sex,Пол"]
    )
    def test_one_column_twice(self, settings, write, headers):
        path = write("attendance.csv", headers, ",".join("x" * 3))
        if headers.count(",") == 1:
            path = write("attendance.csv", headers, "x,x")
        refuse(path, settings, RepeatedColumnError)

    def test_a_bad_file_keeps_the_good_ones_of_the_call_out(self, settings, write):
        good = write("attendance.csv", "event_id", "e1")
        with pytest.raises(UnknownDatasetError):
            ingest([good, write("x.csv", "a", "1")], settings=settings)
        assert read_ledger(settings) == []

    def test_a_name_with_wildcards_is_only_a_name(self, settings, write):
        write("attendance1.csv", "event_id", "e1", "e2")
        path = write("attendance[1].csv", "event_id,sex", "e1,male")
        (report,) = ingest([path], settings=settings, dataset="attendance")
        assert report.rows_in == 1


@pytest.mark.kill
class TestKilledLoad:
    """A child process is killed in the middle of a load, at several moments."""

    CHILD = (
        "import sys; from pathlib import Path;"
        "from warehouse.intake import ingest; from warehouse.settings import Settings;"
        "print('ready', flush=True);"
        "ingest([Path(sys.argv[1])], settings=Settings(dir=Path(sys.argv[2])))"
    )

    @pytest.fixture
    def large_file(self, tmp_path):
        path = tmp_path / "attendance.parquet"
        numbers = pl.int_range(3_000_000, eager=True).cast(pl.String)
        pl.DataFrame({"event_id": numbers, "participant_id": numbers}).write_parquet(
            path
        )
        return path

    @pytest.mark.parametrize("rows_written", [False, True])
    def test_leaves_no_half_load_and_the_next_one_is_whole(
        self, settings, large_file, rows_written
    ):
        child = subprocess.Popen(
            [sys.executable, "-c", self.CHILD, large_file, settings.dir],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout.readline() == b"ready\n"
        self._wait_for_load(settings, rows_written)
        os.kill(child.pid, signal.SIGKILL)
        assert child.wait(30) == -signal.SIGKILL

        assert read_ledger(settings) == []
        assert not list(settings.staged_dir.glob("loads/*"))
        (report,) = ingest([large_file], settings=settings)
        assert not report.is_repeat
        landed, _ = read_landed(settings, report)
        assert landed.height == report.rows_in == 3_000_000

    def _wait_for_load(self, settings, rows_written):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            started = list(settings.staged_dir.glob(".tmp-*/attendance.parquet"))
            if started and (not rows_written or started[0].stat().st_size > 1_000_000):
                return
            time.sleep(0.002)
        pytest.fail("the load never started")

    def test_what_a_killed_load_left_is_swept_a_day_later(self, settings, write):
        left = settings.staged_dir / ".tmp-left"
        left.mkdir(parents=True)
        (left / "attendance.parquet").write_bytes(b"half")
        fresh = settings.staged_dir / ".tmp-fresh"
        fresh.mkdir()
        two_days_ago = time.time() - 2 * 24 * 60 * 60
        os.utime(left, (two_days_ago, two_days_ago))
        ingest([write("attendance.csv", "event_id", "e1")], settings=settings)
        assert not left.exists()
        assert fresh.exists()
