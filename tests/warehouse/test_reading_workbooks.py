"""XLSX and XLS as people fill them in: titles, merged cells, types, several sheets."""

import io
from datetime import date, datetime

import openpyxl
import polars as pl
import pytest
import xlsxwriter
import xlwt

from tests.warehouse.filled_template import fill_in
from tests.warehouse.landed import make_settings, read_landed
from warehouse.intake import ingest
from warehouse.intake.problems import FormulasError
from warehouse.registers import DATASETS
from warehouse.registers.columns import notes_of
from warehouse.registers.headers import fold_header, map_headers
from warehouse.settings import Settings
from warehouse.template import make_template
from warehouse.template.sheets import HEADER_ROW
from warehouse.workspace import find_leftovers

EVENTS = ("Код мероприятия", "Дата начала", "Название", "Участники")


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


def load(path, settings, **wishes):
    (report,) = ingest([path], settings=settings, **wishes)
    landed, held = read_landed(settings, report)
    return report, landed, held


class New:
    """An XLSX file."""

    ending = "xlsx"

    def __init__(self, path):
        self.book = xlsxwriter.Workbook(path)
        self.day = self.book.add_format({"num_format": "dd.mm.yyyy"})

    def add(self, name):
        sheet = self.book.add_worksheet(name)
        return sheet, sheet.write, sheet.write_datetime, sheet.merge_range

    def close(self):
        self.book.close()


class Old:
    """An XLS file."""

    ending = "xls"

    def __init__(self, path):
        self.path, self.book = path, xlwt.Workbook()
        self.day = xlwt.easyxf(num_format_str="DD.MM.YYYY")

    def add(self, name):
        sheet = self.book.add_sheet(name)

        def merge(top, left, bottom, right, value):
            sheet.write_merge(top, bottom, left, right, value)

        return sheet, sheet.write, sheet.write, merge

    def close(self):
        self.book.save(str(self.path))


@pytest.fixture(params=[New, Old])
def kind(request):
    return request.param


@pytest.fixture
def build(kind, tmp_path):
    """A workbook of sheets; a sheet is a function that writes it."""

    def write(**sheets):
        path = tmp_path / f"book.{kind.ending}"
        book = kind(path)
        for name, fill in sheets.items():
            fill(*book.add(name), book.day)
        book.close()
        return path

    return write


def rows_from(number, *rows):
    """Fill a sheet with rows from a row on, counted from 0."""

    def fill(sheet, write, write_day, merge, day):
        for place, row in enumerate(rows, number):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    write_day(place, column, value, day)
                elif value is not None:
                    write(place, column, value)

    return fill


def test_typed_cells(settings, build):
    path = build(
        S=rows_from(
            0,
            (*EVENTS, "Учебные часы", "Примечание"),
            (101, datetime(2008, 4, 22), "Семинар", 12, 1.5, " text "),
            ("007", datetime(2008, 4, 22, 15, 29), True, 12.0, 0.1, 2008),
            ("e3", "22.04.2008", None, "12", "1,5", None),
        )
    )
    report, landed, held = load(path, settings)
    assert report.rows_accepted == 3, held.to_dicts()
    assert landed["event_id"].to_list() == ["101", "007", "e3"]
    assert landed["start_date"].to_list() == [date(2008, 4, 22)] * 3
    assert landed["title"].to_list() == ["Семинар", "true", None]
    assert landed["attendance_count"].to_list() == [12] * 3
    assert landed["contact_hours"].to_list() == [1.5, 0.1, 1.5]
    assert landed["source_note"].to_list() == ["text", "2008", None]


def test_booleans(settings, build):
    rows = ("e1", True), ("e1", False), ("e1", "да"), ("e1", None)
    path = build(attendance=rows_from(0, ("event_id", "is_completed"), *rows))
    _, landed, _ = load(path, settings)
    assert landed["is_completed"].to_list() == [True, False, True, None]


def test_a_number_is_no_date(settings, build):
    path = build(S=rows_from(0, EVENTS, ("a", 39560, "x", 1)))
    report, _, _ = load(path, settings)
    assert report.reasons == {"wrong_type": 1}


def test_long_ids_that_became_numbers(settings, build):
    path = build(
        attendance=rows_from(
            0,
            ("event_id", "participant_id"),
            ("e1", 123456789012345),
            ("e1", 1234567890123456789),
            ("e1", "1234567890123456789"),
            ("e1", "1.23457E+18"),
            ("e1", 1e14),
        )
    )
    report, landed, held = load(path, settings)
    assert landed["participant_id"].to_list() == [
        *("123456789012345", "1234567890123456789", "100000000000000"),
    ]
    assert held.select("source_row", "rule").rows() == [
        *((3, "identifier_as_float"), (5, "identifier_as_float")),
    ]


def test_titles_and_an_empty_corner(settings, build):
    def fill(sheet, write, write_day, merge, day):
        merge(1, 1, 1, 4, "Реестр мероприятий")
        for column, header in enumerate(EVENTS, 1):
            write(4, column, header)
        for row in (5, 8):
            write(row, 1, f"e{row}")
            write_day(row, 2, datetime(2008, 4, 22), day)
        write(9, 1, "e9")

    report, landed, held = load(build(S=fill), settings)
    assert landed["source_row"].to_list() == [6, 9]
    assert held["source_row"].to_list() == [10]
    assert report.rows_in == 3


def test_headers_in_two_rows(settings, build):
    def fill(sheet, write, write_day, merge, day):
        merge(0, 0, 1, 0, "Код мероприятия")
        merge(0, 1, 0, 2, "Дата")
        write(1, 1, "Начало")
        write(1, 2, "Окончание")
        merge(0, 3, 0, 5, "Участники")
        write(1, 3, "Всего участников")
        write(1, 4, "Женщины")
        write(1, 5, "Мужчины")
        for column, value in enumerate(("a", "01.05.2008", "02.05.2008", 10, 6, 3)):
            write(2, column, value)

    _, landed, _ = load(build(S=fill), settings)
    columns = ("event_id", "start_date", "end_date", "attendance_count")
    assert landed.select(*columns, "women_count", "men_count", "source_row").rows() == [
        ("a", date(2008, 5, 1), date(2008, 5, 2), 10, 6, 3, 3)
    ]


def test_a_merged_cell_counts_for_each_of_its_rows(settings, build):
    def fill(sheet, write, write_day, merge, day):
        write(0, 0, "event_id")
        write(0, 1, "sex")
        merge(1, 0, 3, 0, "e1")
        for row, sex in enumerate(("male", "female", "male", "female"), 1):
            write(row, 1, sex)
        write(4, 0, "e2")

    _, landed, _ = load(build(attendance=fill), settings)
    assert landed["event_id"].to_list() == ["e1", "e1", "e1", "e2"]


def test_every_sheet_that_is_a_register_is_taken(settings, build):
    def hide(sheet, write, write_day, merge, day):
        rows_from(0, ("event_id", "sex"), ("e2", "male"))(
            sheet, write, write_day, merge, day
        )
        if hasattr(sheet, "hide"):
            sheet.hide()
        else:
            sheet.visibility = 1

    path = build(
        About=rows_from(0, ("Please fill in the sheets that follow",)),
        attendance=rows_from(0, ("event_id", "sex"), ("new", "male"), ("new", "?")),
        Events=rows_from(0, EVENTS, ("new", "01.05.2008", "x", 2)),
        Hidden=hide,
        Nothing=rows_from(0),
    )
    reports = ingest([path], settings=settings)
    assert [(r.sheet, r.dataset, r.rows_accepted) for r in reports] == [
        ("attendance", "attendance", 1),
        ("Events", "training_events", 1),
    ]
    assert reports[0].skipped_sheets == ("About", "Hidden")
    again = ingest([path], settings=settings)
    assert [report.is_repeat for report in again] == [True, True]
    assert find_leftovers(settings) == []


def test_two_sheets_of_one_register_are_two_loads(settings, build):
    head = ("event_id", "sex")
    path = build(
        May=rows_from(0, head, ("e1", "male")), June=rows_from(0, head, ("e1", "male"))
    )
    reports = ingest([path], settings=settings, dataset="attendance")
    assert len({report.load_id for report in reports}) == 2
    assert [report.rows_accepted for report in reports] == [1, 1]


def test_new_old_and_text_give_the_same_rows(settings, tmp_path):
    head, row = ("event_id", "start_date", "title"), ("a", date(2008, 4, 22), "Семинар")
    for kind in (New, Old):
        book = kind(tmp_path / f"training_events.{kind.ending}")
        sheet = book.add("S")
        rows_from(0, head, row)(*sheet, book.day)
        book.close()
    pl.DataFrame([row], schema=head, orient="row").write_csv(
        tmp_path / "training_events.csv"
    )
    found = [
        load(path, settings)[1].drop("load_id", "source_file")
        for path in sorted(tmp_path.glob("training_events.*"))
    ]
    assert len(found) == 3
    assert found[0].equals(found[1])
    assert found[0].equals(found[2])


class TestFormulas:
    def make(self, tmp_path, place, value="=1+1"):
        path = tmp_path / "attendance.xlsx"
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (("event_id", "sex", "unknown"), ("e1", "male", "x")):
            sheet.append(row)
        sheet[place] = value
        book.save(path)
        return path

    @pytest.mark.parametrize("place", ["A2", "B2", "B3"])
    def test_in_a_column_that_is_read_they_are_refused(self, settings, tmp_path, place):
        with pytest.raises(FormulasError) as caught:
            ingest([self.make(tmp_path, place)], settings=settings)
        assert caught.value.parameters["cells"] == place

    @pytest.mark.parametrize("place", ["C2", "E9"])
    def test_elsewhere_they_do_no_harm(self, settings, tmp_path, place):
        (report,) = ingest([self.make(tmp_path, place)], settings=settings)
        assert report.rows_accepted == 1

    def test_in_the_cells_of_a_wide_table_they_are_refused(self, settings, tmp_path):
        from warehouse.intake.mapping import Mapping, Unpivot

        path = tmp_path / "wide.xlsx"
        book = openpyxl.Workbook()
        book.active.append(("Metric", "2008", "2009"))
        book.active.append(("m1", 1, "=B2*2"))
        book.save(path)
        mapping = Mapping(
            dataset="indicator_targets",
            columns={"metric": "Metric"},
            constants={"grain": "year", "period": "2008-01-01"},
            unpivot=Unpivot(columns=("2008", "2009"), value="target_value"),
        )
        with pytest.raises(FormulasError) as caught:
            ingest([path], settings=settings, mapping=mapping)
        assert caught.value.parameters["cells"] == "C2"

    def test_many_are_counted_and_a_few_shown(self, settings, tmp_path):
        path = tmp_path / "attendance.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ("event_id", "sex"))
            for row in range(1, 30_000):
                sheet.write(row, 0, "e1")
                sheet.write_formula(row, 1, '="male"', value="male")
        with pytest.raises(FormulasError) as caught:
            ingest([path], settings=settings)
        assert caught.value.parameters["cells"] == "B2, B3, B4, B5, B6, …"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_template_filled_in_comes_in_whole(settings, tmp_path, language):
    content = make_template(language, Settings())
    words = {
        "training_events": {
            "event_id": "t-1",
            "start_date": date(2008, 4, 22),
            "title": {"en": "Seminar", "ru": "Семинар"}[language],
            "status": {"en": "Held", "ru": "Проведён"}[language],
            "attendance_count": 12,
            "contact_hours": 7.5,
        },
        "attendance": {
            "event_id": "t-1",
            "participant_id": "p-1",
            "sex": {"en": "Women", "ru": "Женщины"}[language],
            "age_years": 41,
            "is_completed": {"en": "yes", "ru": "да"}[language],
        },
    }
    for name, given in words.items():
        dataset = DATASETS[name]
        headers = read_headers(content, dataset.sheet(language))
        known = map_headers(dataset)
        row = [given.get(known[fold_header(header)]) for header in headers]
        content = fill_in(content, dataset.sheet(language), HEADER_ROW + 2, [row])
    path = tmp_path / "template.xlsx"
    path.write_bytes(content)
    reports = ingest([path], settings=settings)
    accepted = {report.dataset: report.rows_accepted for report in reports}
    assert accepted == dict.fromkeys(words, 1), reports
    landed, _ = read_landed(settings, reports[0])
    assert landed["contact_hours"].item() == 7.5 or reports[0].dataset == "attendance"
    for report in reports:
        assert report.ignored_columns == ()
        headers = {
            notes_of(column).header(language)
            for column in DATASETS[report.dataset].columns.values()
        }
        assert set(report.columns.values()) == headers


def read_headers(content, name):
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    rows = list(book[name].iter_rows(values_only=True))
    return [cell for cell in rows[HEADER_ROW] if cell]
