"""Any mixture of good and bad rows: none is lost, and none is on both sides."""

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.warehouse.landed import make_settings, read_landed
from warehouse.intake import ingest, read_mapping


def load(path, settings, **wishes):
    (report,) = ingest([path], settings=settings, **wishes)
    landed, held = read_landed(settings, report)
    return report, landed, held


mixed = st.lists(
    st.tuples(
        st.sampled_from(["e1", "e2", "nowhere", "", "1e+30"]),
        st.sampled_from(["", "female", "м", "?", "a@b.example", "8 912 345 67 89"]),
        st.sampled_from(["", "40", "400", "4,5", "1 0", "forty"]),
        st.sampled_from(["", "8", "8,5", "1,234", "-1", "nan", "1e400"]),
    ),
    min_size=1,
    max_size=8,
)
_HEADERS = ["event_id", "sex", "age_years", "contact_hours"]


def write_workbook(rows, path):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([_HEADERS, *rows]):
            sheet.write_row(number, 0, row)


def write_text(rows, path):
    pl.DataFrame(rows, schema=_HEADERS, orient="row").write_csv(path, separator=";")


@pytest.mark.parametrize(
    ("name", "writer", "examples"),
    [("attendance.csv", write_text, 30), ("attendance.xlsx", write_workbook, 12)],
)
def test_no_row_is_lost_or_on_both_sides(tmp_path_factory, name, writer, examples):
    @effort(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(rows=mixed)
    def check(rows):
        assume(all(map(any, rows)))
        folder = tmp_path_factory.mktemp("mixed")
        settings = make_settings(folder)
        writer(rows, folder / name)
        report, landed, held = load(folder / name, settings)
        kept, back = set(landed["source_row"]), set(held["source_row"])
        assert report.rows_in == len(rows) == len(kept) + len(back)
        assert (report.rows_accepted, report.rows_quarantined) == (
            *(len(kept), len(back)),
        )
        assert kept | back == set(range(2, len(rows) + 2))

    check()


@pytest.mark.long
def test_no_cell_of_a_wide_table_is_lost_or_on_both_sides(tmp_path_factory):
    cells = st.sampled_from(["", " ", "1", "2,5", "x", "1,234", "-"])
    wide = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6)
    years = ["2008", "2009", "2010"]

    @effort(max_examples=40, deadline=None)
    @given(rows=wide)
    def check(rows):
        filled = {
            (number, year)
            for number, row in enumerate(rows, 2)
            for year, cell in zip(years, row, strict=True)
            if cell.strip()
        }
        assume(filled)
        folder = tmp_path_factory.mktemp("wide")
        settings = make_settings(folder)
        frame = pl.DataFrame(rows, schema=years, orient="row")
        frame = frame.with_row_index("Metric").cast(pl.String)
        frame.write_csv(folder / "wide.csv", separator=";")
        (folder / "wide.yml").write_text(
            "dataset: indicator_targets\ncolumns: {metric: Metric}\n"
            "constants: {grain: year}\n"
            f"unpivot: {{columns: {years}, name: period, value: target_value}}\n"
            "values: {period: {2008: 2008-01-01, 2009: 2009-01-01, 2010: 2010-01-01}}"
        )
        mapping = read_mapping(folder / "wide.yml")
        report, landed, held = load(folder / "wide.csv", settings, mapping=mapping)
        kept, back = (
            set(rows.select("source_row", "source_column").rows())
            for rows in (landed, held)
        )
        assert report.rows_in == len(filled) == len(kept) + len(back)
        assert kept | back == filled

    check()
