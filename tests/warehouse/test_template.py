"""The empty registers as a workbook: what people find when they open it."""

import io
import json
import re
from datetime import date
from xml.etree import ElementTree

import dataframely as dy
import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from tests.conftest import run_warehouse
from tests.warehouse.filled_template import (
    MAIN,
    fill_in,
    find_sheets,
    name_column,
    read_parts,
)
from warehouse.registers import DATASETS
from warehouse.registers.column_words import open_wordbook
from warehouse.registers.columns import notes_of
from warehouse.registers.headers import fold_header, map_headers
from warehouse.settings import Settings
from warehouse.template import make_template, write_template
from warehouse.template.sheets import EXAMPLE_ROW, HEADER_ROW, LABEL_ROW, NOTES_ROW

LANGUAGES = ("en", "ru")
TEMPLATES = {language: make_template(language, Settings()) for language in LANGUAGES}
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def book(language):
    return CalamineWorkbook.from_filelike(io.BytesIO(TEMPLATES[language]))


@pytest.fixture
def words(language):
    return open_wordbook(language, Settings())


def read_rows(book, dataset, language):
    return book.get_sheet_by_name(dataset.sheet(language)).to_python(
        skip_empty_area=False
    )


def read_sheet(language, dataset):
    """The sheet's XML."""
    parts = read_parts(TEMPLATES[language])
    return ElementTree.fromstring(parts[find_sheets(parts)[dataset.sheet(language)]])


def list_validations(language, dataset):
    """Letter of a column to its validation: type, first and second value."""
    found = {}
    for item in read_sheet(language, dataset).iter(f"{{{MAIN}}}dataValidation"):
        first, last = item.get("sqref").split(":")
        letter = first.rstrip("0123456789")
        assert first == f"{letter}{HEADER_ROW + 2}"
        assert last == f"{letter}1048576"
        values = [item.findtext(f"{{{MAIN}}}formula{n}") for n in (1, 2)]
        found[letter] = (item, *values)
    return found


def read_list(book, cells):
    """The values of a range such as Lists!$A$1:$A$3."""
    sheet, letter, first, last = re.fullmatch(
        r"'?([^'!]+)'?!\$([A-Z]+)\$(\d+):\$\2\$(\d+)", cells
    ).groups()
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    place = [name_column(n) for n in range(len(rows[0]))].index(letter)
    return [row[place] for row in rows[int(first) - 1 : int(last)]]


def test_a_sheet_for_every_register_between_the_rules_and_the_hidden_lists(
    book, language
):
    guide, *registers, lists = book.sheet_names
    assert registers == [d.sheet(language) for d in DATASETS.values()]
    assert len({name.casefold() for name in book.sheet_names}) == len(book.sheet_names)
    assert all(len(name) <= 31 for name in book.sheet_names)
    hidden = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible != SheetVisibleEnum.Visible
    ]
    assert hidden == [lists]
    assert bool(CYRILLIC.search(guide)) == (language == "ru")


def test_a_sheet_is_called_as_its_register_is_or_nearly(language):
    for dataset in DATASETS.values():
        title = dataset.title(language)
        assert dataset.sheet(language) == title or len(title) > 31


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda item: item.name)
class TestSheet:
    def test_the_header_row_has_exactly_the_registers_headers(
        self, book, language, dataset
    ):
        rows = read_rows(book, dataset, language)
        headers = [notes_of(c).header(language) for c in dataset.columns.values()]
        assert sorted(rows[HEADER_ROW]) == sorted(headers)
        assert len(rows) == HEADER_ROW + 1

    def test_no_other_row_looks_like_the_header(self, book, language, dataset):
        known = map_headers(dataset)
        for row in read_rows(book, dataset, language)[:HEADER_ROW]:
            found = {known.get(fold_header(str(cell))) for cell in row} - {None}
            assert not set(dataset.required_columns) <= found

    def test_the_example_says_so_and_is_in_the_language(
        self, book, language, dataset, words
    ):
        rows = read_rows(book, dataset, language)
        assert rows[LABEL_ROW][0] == words.say("template.example")
        assert not any(rows[LABEL_ROW][1:])
        for header, cell in zip(rows[HEADER_ROW], rows[EXAMPLE_ROW], strict=True):
            column = dataset.columns[map_headers(dataset)[fold_header(header)]]
            if isinstance(column, dy.Date):
                assert isinstance(cell, date)
            elif isinstance(column, dy.Int64 | dy.Float64):
                assert isinstance(cell, float)
            elif choices := words.choices(column):
                assert cell in choices
            else:
                assert cell == notes_of(column).example_in(language)

    def test_every_column_is_explained(self, book, language, dataset, words):
        rows = read_rows(book, dataset, language)
        for header, note in zip(rows[HEADER_ROW], rows[NOTES_ROW], strict=True):
            name = map_headers(dataset)[fold_header(header)]
            column = dataset.columns[name]
            assert words.describe_type(column) in note
            assert notes_of(column).note(language) in note
            required = name in dataset.required_columns
            assert note.startswith(words.say("template.required")) == required
            assert bool(CYRILLIC.search(note)) == (language == "ru")

    def test_cells_offer_and_check_what_the_declaration_says(
        self, book, language, dataset, words
    ):
        validations = list_validations(language, dataset)
        headers = read_rows(book, dataset, language)[HEADER_ROW]
        for place, header in enumerate(headers):
            column = dataset.columns[map_headers(dataset)[fold_header(header)]]
            item, low, high = validations.pop(name_column(place), (None, None, None))
            kind = None if item is None else item.get("type", "none")
            choices = words.choices(column)
            if choices:
                assert kind == "list"
                assert tuple(read_list(book, low)) == choices
                assert (item.get("showErrorMessage") == "1") == bool(
                    notes_of(column).codes
                    or notes_of(column).is_closed
                    or notes_of(column).refers_to == "category"
                    or isinstance(column, dy.Bool)
                )
            elif isinstance(column, dy.Int64 | dy.Float64):
                assert kind == ("whole" if isinstance(column, dy.Int64) else "decimal")
                assert column.min is None or float(low) == column.min
                assert column.max is None or float(high) == column.max
            else:
                assert kind == ("date" if isinstance(column, dy.Date) else None)
        assert not validations

    def test_nothing_is_computed(self, language, dataset):
        assert not list(read_sheet(language, dataset).iter(f"{{{MAIN}}}f"))

    def test_the_header_stays_in_sight_and_prints_across(self, language, dataset):
        sheet = read_sheet(language, dataset)
        pane = next(sheet.iter(f"{{{MAIN}}}pane"))
        assert (pane.get("state"), pane.get("ySplit")) == (
            "frozen",
            str(HEADER_ROW + 1),
        )
        page = next(sheet.iter(f"{{{MAIN}}}pageSetup"))
        assert (page.get("paperSize"), page.get("orientation")) == ("9", "landscape")

    def test_what_is_frozen_leaves_room_on_a_small_screen(self, language, dataset):
        rows = list(read_sheet(language, dataset).iter(f"{{{MAIN}}}row"))
        heights = [float(row.get("ht", 15)) for row in rows]
        assert len(heights) == HEADER_ROW + 1
        assert sum(heights) <= 260


def test_a_filled_sheet_reads_back_as_it_was_written(book, language, words):
    dataset = DATASETS["attendance"]
    yes, women = words.say("answer.true"), words.choices(dataset.columns["sex"])[0]
    written = [
        {"event_id": "007", "sex": women, "age_years": 41.0, "is_completed": yes},
        {"event_id": "2026-03", "age_years": 0.0},
    ]
    headers = read_rows(book, dataset, language)[HEADER_ROW]
    names = [map_headers(dataset)[fold_header(header)] for header in headers]
    rows = [[row.get(name) for name in names] for row in written]
    sheet = dataset.sheet(language)
    filled = fill_in(TEMPLATES[language], sheet, HEADER_ROW + 2, rows)
    read = CalamineWorkbook.from_filelike(io.BytesIO(filled)).get_sheet_by_name(sheet)
    assert read.to_python()[HEADER_ROW + 1 :] == [
        [value if value is not None else "" for value in row] for row in rows
    ]


def test_a_day_typed_in_is_a_date_and_an_id_stays_text(language):
    dataset = DATASETS["training_events"]
    sheet = dataset.sheet(language)
    row = ["0042", date(2026, 3, 10)]
    filled = fill_in(TEMPLATES[language], sheet, HEADER_ROW + 2, [row])
    book = CalamineWorkbook.from_filelike(io.BytesIO(filled))
    assert book.get_sheet_by_name(sheet).to_python()[-1][:2] == row


def test_ids_are_formatted_as_text_and_days_as_dates():
    parts = read_parts(TEMPLATES["en"])
    styles = ElementTree.fromstring(parts["xl/styles.xml"])
    cells = styles.find(f"{{{MAIN}}}cellXfs")
    formats = [item.get("numFmtId") for item in cells]
    own = {
        item.get("numFmtId"): item.get("formatCode")
        for item in styles.iter(f"{{{MAIN}}}numFmt")
    }
    sheet = read_sheet("en", DATASETS["training_events"])
    first, second = [
        formats[int(item.get("style"))] for item in sheet.iter(f"{{{MAIN}}}col")
    ][:2]
    assert (own[first], own[second]) == ("@", "yyyy-mm-dd")


def test_the_rules_tell_what_becomes_of_names(book, language):
    rows = book.get_sheet_by_index(0).to_python()
    text = "\n".join(str(cell) for row in rows for cell in row)
    expected = {
        "en": ("secret key", "never kept", "never as zero", "by role or post"),
        "ru": ("секретного ключа", "не сохраняются", "а не как ноль", "по роли"),
    }
    assert all(phrase in text for phrase in expected[language])
    for dataset in DATASETS.values():
        assert dataset.sheet(language) in text
        assert dataset.row(language) in text


def test_the_same_declarations_give_the_same_bytes_but_for_the_time(language):
    first, second = (
        read_parts(content)
        for content in (TEMPLATES[language], make_template(language, Settings()))
    )
    assert first.keys() == second.keys()
    assert [n for n in first if first[n] != second[n]] in ([], ["docProps/core.xml"])


def test_what_cannot_be_written_leaves_the_earlier_file(tmp_path):
    path = tmp_path / "registers.xlsx"
    write_template(path, "en", Settings())
    before = path.read_bytes()
    with pytest.raises(OSError):
        write_template(path, "en", Settings(project_dir=tmp_path))
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["registers.xlsx"]


class TestCommand:
    def test_it_writes_the_workbook_and_lists_the_registers(self, tmp_path):
        out = tmp_path / "реестры.XLSX"
        out.write_text("an earlier file")
        done = run_warehouse(
            "template", "--lang", "ru", str(out), "--format", "json", folder=tmp_path
        )
        answer = json.loads(done.stdout)
        assert answer == {"file": str(out), "datasets": list(DATASETS)}
        assert "Участие" in CalamineWorkbook.from_path(str(out)).sheet_names
        assert [item.name for item in tmp_path.iterdir()] == [out.name]

    @pytest.mark.parametrize(
        ("name", "phrase"),
        [
            ("registers.xls", "must end in .xlsx"),
            ("registers", "must end in .xlsx"),
            ("nowhere/registers.xlsx", "no folder"),
            ("folder.xlsx", "is a folder"),
        ],
    )
    def test_it_refuses_a_wrong_place(self, tmp_path, name, phrase):
        (tmp_path / "folder.xlsx").mkdir()
        done = run_warehouse(
            *("template", str(tmp_path / name), "--format", "json"), folder=tmp_path
        )
        error = json.loads(done.stdout)["error"]
        assert done.returncode == 2
        assert phrase in error["message"]
        assert [item.name for item in tmp_path.iterdir()] == ["folder.xlsx"]
