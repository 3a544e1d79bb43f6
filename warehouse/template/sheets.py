"""One register's sheet: title, notes, an example, then the header and empty rows."""

from dataclasses import dataclass
from datetime import date
from math import ceil

import dataframely as dy
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from warehouse.registers import Dataset
from warehouse.registers.column_words import Wordbook
from warehouse.registers.columns import notes_of
from warehouse.template.formats import Formats
from warehouse.template.layout import choose_width, measure_header, measure_note
from warehouse.template.lists import ListSheet
from warehouse.template.validation import make_rule

TITLE_ROW, SUBTITLE_ROW, NOTES_ROW, LABEL_ROW, EXAMPLE_ROW, HEADER_ROW = range(6)
LAST_ROW = 1_048_575
A4 = 9
_LETTERS_A_PAGE = 230
"""What A4 across takes at about half size, which can still be read."""


@dataclass(frozen=True)
class SheetColumn:
    """A column in its place on the sheet."""

    place: int
    column: dy.Column
    header: str
    note: str
    width: int
    is_required: bool


def list_columns(dataset: Dataset, words: Wordbook) -> list[SheetColumn]:
    """The columns as declared; the scope, hardly ever filled in, goes last."""
    names = sorted(dataset.columns, key=lambda n: n == "scope" and not _is_key(dataset))
    found = []
    for place, name in enumerate(names):
        column = dataset.columns[name]
        header = notes_of(column).header(words.language)
        width = choose_width(name, column, header, words.choices(column))
        is_required = name in dataset.required_columns
        note = words.explain(column)
        found.append(SheetColumn(place, column, header, note, width, is_required))
    return found


def write_sheet(
    workbook: Workbook,
    dataset: Dataset,
    formats: Formats,
    lists: ListSheet,
    words: Wordbook,
) -> None:
    """Add the sheet of one register."""
    sheet = workbook.add_worksheet(dataset.sheet(words.language))
    columns = list_columns(dataset, words)
    for item in columns:
        _write_column(sheet, item, formats, words)
        if rule := make_rule(item.column, lists, words):
            first = HEADER_ROW + 1
            sheet.data_validation(first, item.place, LAST_ROW, item.place, rule)
    _write_top(sheet, dataset, formats, words)
    _set_heights(sheet, columns)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    _prepare_print(sheet, columns)


def _write_column(
    sheet: Worksheet, item: SheetColumn, formats: Formats, words: Wordbook
) -> None:
    place, column = item.place, item.column
    sheet.set_column(place, place, item.width, formats.cell(column))
    sheet.write_string(NOTES_ROW, place, item.note, formats.note)
    example = notes_of(column).example_in(words.language)
    form = formats.example(column)
    match column:
        case dy.Date():
            sheet.write_datetime(EXAMPLE_ROW, place, date.fromisoformat(example), form)
        case dy.Int64() | dy.Float64():
            sheet.write_number(EXAMPLE_ROW, place, float(example), form)
        case _:
            label = words.label(column, example)
            sheet.write_string(EXAMPLE_ROW, place, label, form)
    header = formats.header(required=item.is_required)
    sheet.write_string(HEADER_ROW, place, item.header, header)


def _write_top(
    sheet: Worksheet, dataset: Dataset, formats: Formats, words: Wordbook
) -> None:
    sheet.write_string(TITLE_ROW, 0, dataset.title(words.language), formats.title)
    row = dataset.row(words.language)
    subtitle = words.say("template.subtitle", row=row)
    sheet.write_string(SUBTITLE_ROW, 0, subtitle, formats.subtitle)
    sheet.write_string(LABEL_ROW, 0, words.say("template.example"), formats.label)


def _set_heights(sheet: Worksheet, columns: list[SheetColumn]) -> None:
    sheet.set_row(TITLE_ROW, 24)
    sheet.set_row(NOTES_ROW, max(measure_note(c.note, c.width) for c in columns))
    header = max(measure_header(c.header, c.width) for c in columns)
    sheet.set_row(HEADER_ROW, header)


def _prepare_print(sheet: Worksheet, columns: list[SheetColumn]) -> None:
    """A4 across, with the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(ceil(sum(c.width for c in columns) / _LETTERS_A_PAGE), 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.repeat_columns(0)
    sheet.set_footer("&L&A&R&P / &N")


def _is_key(dataset: Dataset) -> bool:
    """Whether the scope alone tells the rows of the register apart."""
    return dataset.natural_key == ("scope",)
