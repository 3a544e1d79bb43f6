"""Register files in: recognised, landed once, and remembered."""

import json
from datetime import date

import polars as pl
import pytest

from tests.warehouse.landed import (
    list_everything,
    make_settings,
    make_writer,
    read_landed,
)
from warehouse.intake import ingest
from warehouse.intake.landing import write_empty_registers
from warehouse.intake.ledger import loads_dir, read_ledger, tabulate_ledger
from warehouse.intake.problems import UnknownDatasetError
from warehouse.intake.writing import LOAD_TABLES
from warehouse.registers import DATASETS
from warehouse.registers.columns import notes_of


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


class TestRecognition:
    @pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda item: item.name)
    @pytest.mark.parametrize("label", ["name", "header_en", "header_ru"])
    def test_by_headers_alone(self, settings, tmp_path, dataset, label):
        headers = [
            name if label == "name" else getattr(notes_of(column), label)
            for name, column in dataset.columns.items()
        ]
        path = tmp_path / "file.csv"
        pl.DataFrame({h: ["x"] for h in headers}).write_csv(path)
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
            "event_id,shoe size,sex",
            "e1,555-0101,female",
            "e2,555-0102,?",
        )
        (report,) = ingest([path], settings=settings)
        assert report.ignored_columns == ("shoe size",)
        for file in loads_dir(settings).rglob("*.*"):
            assert b"555-01" not in file.read_bytes()
        landed, quarantine = read_landed(settings, report)
        assert "shoe size" not in landed.columns
        assert "shoe size" not in quarantine["original"].item()


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
        assert landed["source_row"].to_list() == [2, 3]
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
            (pl.Series(["12", "12.5"], dtype=pl.Categorical), 1),
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
        assert {path.stem for path in folder.iterdir()} == {*DATASETS, *LOAD_TABLES}
        for name, dataset in DATASETS.items():
            empty = pl.read_parquet(folder / f"{name}.parquet")
            assert dict(empty.schema) == dataset.landed_types
            assert empty.is_empty()
        (report,) = ingest(
            [write("attendance.csv", "event_id,sex", ",?")], settings=settings
        )
        _, quarantine = read_landed(settings, report)
        assert quarantine.schema == pl.read_parquet_schema(
            folder / "quarantine.parquet"
        )


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

    def test_the_same_bytes_can_be_landed_as_another_register(self, settings, write):
        path = write("file.csv", "event_id", "e1", "e2")
        (wrong,) = ingest([path], settings=settings, dataset="learning_tests")
        (right,) = ingest([path], settings=settings, dataset="attendance")
        again = ingest([path, path], settings=settings, dataset="attendance")
        assert wrong.sha256 == right.sha256
        assert (right.dataset, right.is_repeat) == ("attendance", False)
        assert read_landed(settings, right)[0]["event_id"].to_list() == ["e1", "e2"]
        assert [report.is_repeat for report in again] == [True, True]
        loads = [load.dataset for load in read_ledger(settings)]
        assert loads == ["learning_tests", "attendance"]

    def test_another_process_that_was_first_wins(self, settings, write, monkeypatch):
        path = write("attendance.csv", "event_id", "e1")
        ingest([path], settings=settings)
        before = list_everything(settings)
        monkeypatch.setattr("warehouse.intake.delivery.read_history", lambda _: [])
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
        assert ledger["load_id"].to_list() == [
            report.load_id for report in reports[::-1]
        ]
        assert ledger["rows_in"].to_list() == [2, 1]
        assert ledger["provenance"].to_list() == ["illustrative"] * 2
        assert ledger["sha256"].to_list() == [report.sha256 for report in reports[::-1]]
        assert json.loads(ledger["reasons"][0]) == {"duplicate_key": 1}
        assert str(ledger.schema["loaded_at"]) == (
            "Datetime(time_unit='us', time_zone='UTC')"
        )
        assert ledger["loaded_at"].is_sorted()
        assert ledger["loaded_by"].null_count() == 0

    def test_an_empty_ledger_keeps_its_columns(self, settings):
        assert tabulate_ledger(settings).is_empty()
        assert "loaded_at" in tabulate_ledger(settings).columns
