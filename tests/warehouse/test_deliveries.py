"""What a file that comes in again takes the place of: its sheets, its readings."""

import polars as pl
import pytest
from pydantic import SecretStr
from xlsxwriter import Workbook

from tests.warehouse.landed import make_settings, make_writer
from warehouse.intake import ingest, read_mapping
from warehouse.intake.ledger import loads_dir, read_ledger
from warehouse.intake.problems import (
    MissingColumnsError,
    UnknownDatasetError,
    UnknownLoadError,
    WrongMappingError,
)

EVENTS = ("event_id", "start_date", "title")
PEOPLE = ("event_id", "sex")


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


@pytest.fixture
def write_book(tmp_path):
    """A function that writes sheets of rows into a workbook and returns its path."""

    def write_sheets(name, merged=(), **sheets):
        path = tmp_path / name
        with Workbook(path) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
                for cells, value in merged:
                    sheet.merge_range(cells, value)
        return path

    return write_sheets


def count_rows(settings, dataset):
    paths = [
        loads_dir(settings) / load.load_id / f"{dataset}.parquet"
        for load in read_ledger(settings)
        if load.dataset == dataset
    ]
    return sum(pl.read_parquet(path).height for path in paths)


class TestWorkbooks:
    def test_a_sheet_that_did_not_change_does_not_come_in_again(
        self, settings, write_book
    ):
        people = [PEOPLE, ("e1", "female"), ("e2", "male")]
        first = [EVENTS, ("t1", "2008-04-01", "Budget")]
        path = write_book("book.xlsx", Events=first, Участие=people)
        ingest([path], settings=settings)
        second = [EVENTS, ("t1", "2008-04-01", "Budgets")]
        path = write_book("book.xlsx", Events=second, Участие=people)
        reports = {r.dataset: r for r in ingest([path], settings=settings)}
        assert reports["attendance"].is_repeat
        assert reports["training_events"].changes == {"changed": 1}
        assert count_rows(settings, "attendance") == 2

    def test_a_load_is_replaced_by_its_registers_sheet_only(self, settings, write_book):
        events = [EVENTS, ("t1", "2008-04-01", "Budget")]
        path = write_book("book.xlsx", Events=events, Участие=[PEOPLE, ("e1", "male")])
        old = {r.dataset: r.load_id for r in ingest([path], settings=settings)}
        path = write_book("new.xlsx", Events=events, Участие=[PEOPLE, ("e1", "female")])
        reports = ingest([path], settings=settings, replaces=old["attendance"])
        assert {r.dataset: r.replaces for r in reports if not r.is_repeat} == {
            "attendance": old["attendance"]
        }
        assert count_rows(settings, "attendance") == 1

    def test_a_sheet_called_as_a_register_is_not_passed_over(
        self, settings, write_book
    ):
        path = write_book(
            "book.xlsx",
            Events=[EVENTS, ("t1", "2008-04-01", "Budget")],
            Участие=[("Event idd", "Sex"), ("e1", "male")],
        )
        with pytest.raises(MissingColumnsError, match="attendance"):
            ingest([path], settings=settings)
        assert read_ledger(settings) == []

    def test_a_merged_number_counts_once_a_merged_word_in_every_row(
        self, settings, write_book
    ):
        rows = [
            ("event_id", "start_date", "attendance_count", "venue"),
            ("t1", "2008-04-01"),
            ("t2", "2008-04-02"),
        ]
        merged = [("C2:C3", 30), ("D2:D3", "Town hall")]
        path = write_book("training_events.xlsx", merged, Sheet=rows)
        (report,) = ingest([path], settings=settings)
        folder = loads_dir(settings) / report.load_id
        landed = pl.read_parquet(folder / "training_events.parquet")
        assert landed["attendance_count"].to_list() == [30, None]
        assert landed["venue"].to_list() == ["Town hall"] * 2


class TestReplacing:
    def test_a_mistaken_load_can_give_way_to_one_that_counts(self, settings, write):
        wrong = write("a.csv", "event_id,sex", "e1,male", "e1,male")
        right = write("b.csv", "event_id,sex", "e1,female")
        (first,) = ingest([wrong], settings=settings, dataset="attendance")
        (second,) = ingest([right], settings=settings, dataset="attendance")
        (third,) = ingest(
            [right], settings=settings, dataset="attendance", replaces=first.load_id
        )
        assert not third.is_repeat
        assert [load.load_id for load in read_ledger(settings)] == [third.load_id]
        assert count_rows(settings, "attendance") == 1
        assert second.load_id != third.load_id

    def test_only_a_load_that_counts_can_be_replaced(self, settings, write):
        path = write("attendance.csv", "event_id,sex", "e1,male")
        with pytest.raises(UnknownLoadError):
            ingest([path], settings=settings, replaces="attendance-000000000000")

    def test_a_load_of_the_same_name_is_told(self, settings, write):
        path = write("attendance.csv", "event_id,sex", "e1,male")
        (first,) = ingest([path], settings=settings)
        write("attendance.csv", "event_id,sex", "e1,female")
        (second,) = ingest([path], settings=settings)
        assert (first.namesakes, second.namesakes) == ((), (first.load_id,))

    def test_invented_rows_do_not_stand_for_real_ones(self, settings, write):
        path = write("attendance.csv", "event_id,sex", "e1,male")
        ingest([path], settings=settings, provenance="illustrative")
        (report,) = ingest([path], settings=settings)
        assert not report.is_repeat
        assert {load.provenance for load in read_ledger(settings)} == {
            *("illustrative", "imported")
        }


class TestMappings:
    def test_one_without_columns_adds_to_what_is_told(self, settings, write):
        path = write("training_events.csv", "event_id,start_date", "t1,04/05/2008")
        mapping = write(
            "map.yml", "dataset: training_events", 'dates: {start_date: "%m/%d/%Y"}'
        )
        (report,) = ingest([path], settings=settings, mapping=read_mapping(mapping))
        folder = loads_dir(settings) / report.load_id
        landed = pl.read_parquet(folder / "training_events.parquet")
        assert str(landed["start_date"].item()) == "2008-04-05"

    def test_numbers_of_a_wide_parquet_file_become_rows(
        self, settings, write, tmp_path
    ):
        path = tmp_path / "wide.parquet"
        rows = {
            "Indicator": ["training_days", "trainings_held"],
            "2008": [4, None],
            "2009": [5.5, 6.0],
        }
        pl.DataFrame(rows).write_parquet(path)
        mapping = write(
            "map.yml",
            "dataset: indicator_targets",
            "columns: {metric: Indicator}",
            "constants: {grain: year}",
            "unpivot: {columns: [2008, 2009], name: period, value: target_value}",
            "values: {period: {2008: 2008-01-01, 2009: 2009-01-01}}",
        )
        (report,) = ingest([path], settings=settings, mapping=read_mapping(mapping))
        assert (report.rows_in, report.rows_accepted) == (3, 3)

    @pytest.mark.parametrize("column", ["organisation", "category"])
    def test_a_name_cannot_be_mapped_to_a_column_that_is_kept(
        self, settings, write, column
    ):
        path = write("people.csv", "event,ФИО", "e1,Иванов Иван")
        mapping = write(
            *("map.yml", "dataset: attendance"),
            f"columns: {{event_id: event, {column}: ФИО}}",
        )
        with pytest.raises(WrongMappingError) as caught:
            ingest([path], settings=settings, mapping=read_mapping(mapping))
        assert caught.value.code == "wrong_mapping_names_people"

    def test_a_name_mapped_to_a_persons_code_is_coded(self, settings, write):
        path = write("people.csv", "event,ФИО", "e1,Иванов Иван")
        mapping = write(
            *("map.yml", "dataset: attendance"),
            "columns: {event_id: event, participant_id: ФИО}",
        )
        keyed = settings.model_copy(update={"identity_key": SecretStr("k" * 32)})
        (report,) = ingest([path], settings=keyed, mapping=read_mapping(mapping))
        folder = loads_dir(settings) / report.load_id
        landed = pl.read_parquet(folder / "attendance.parquet")
        assert landed["participant_id"].item().startswith("p-")


class TestHeaders:
    @pytest.mark.parametrize(
        "header",
        [
            *(
                "Участник",
                "Name",
                "ФИО участников",
                "Рабочий телефон",
                "E-mail (личный)",
            ),
            *("E-mail (личный)", "Паспортные данные", "Attendee"),
        ],
    )
    def test_what_names_people_is_found_in_many_a_header(self, settings, write, header):
        path = write("attendance.csv", f"event_id,{header}", "e1,x")
        with pytest.raises(Exception) as caught:
            ingest([path], settings=settings)
        assert caught.value.code == "key_missing"

    def test_a_first_row_of_data_is_not_recited(self, settings, write):
        path = write("list.csv", "Смирнова Анна Ивановна,учитель", "Иванов Иван,врач")
        with pytest.raises(UnknownDatasetError) as caught:
            ingest([path], settings=settings)
        assert "Смирнова" not in str(caught.value)

    def test_grouped_headers_mean_head_counts(self, settings, write_book):
        rows = [
            ("Код мероприятия", "Дата начала", "Участники", "", ""),
            ("", "", "Всего", "Женщины", "Мужчины"),
            ("t1", "2008-04-01", 30, 20, 10),
        ]
        path = write_book("training_events.xlsx", Sheet=rows)
        (report,) = ingest([path], settings=settings)
        assert {"attendance_count", "women_count", "men_count"} <= set(report.columns)


class TestPlaces:
    def test_a_name_of_two_places_asks_for_the_id(self, settings, write):
        places = write(
            "municipalities.csv",
            "municipality_id,name_en,name_ru",
            "m1,Sovetsky,Советский",
            "m2,Sovetsky,Советский",
        )
        events = write(
            "training_events.csv",
            "event_id,start_date,municipality",
            "t1,2008-04-01,Советский",
            "t2,2008-04-01,m2",
        )
        _, report = ingest([places, events], settings=settings)
        (finding,) = report.findings
        assert (finding.rule, finding.row) == ("ambiguous_name", 2)
        assert finding.parameters == {"meant": ["m1", "m2"]}
        assert report.rows_accepted == 1
