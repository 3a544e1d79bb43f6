"""Formulas where values should be, and the template as it comes back filled in."""

import io
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from tests.warehouse.filled_template import fill_in
from tests.warehouse.landed import make_settings, read_landed
from warehouse.intake import ingest
from warehouse.intake.mapping import Mapping, Unpivot
from warehouse.intake.problems import FormulasError
from warehouse.registers import DATASETS
from warehouse.registers.columns import notes_of
from warehouse.registers.headers import fold_header, map_headers
from warehouse.settings import Settings
from warehouse.template import make_template
from warehouse.template.sheets import HEADER_ROW


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


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
