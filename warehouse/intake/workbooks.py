"""XLSX and XLS files: their sheets, merged cells and typed values as plain text."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from warehouse.intake.problems import (
    ProtectedFileError,
    TooManyColumnsError,
    UnreadableFileError,
)
from warehouse.intake.sheets import (
    HEAD_ROWS,
    MOST_COLUMNS,
    ROW,
    Batches,
    Sheet,
    finish_batch,
    name_columns,
)
from warehouse.intake.trial import try_to_open
from warehouse.intake.xlsx_package import Place, find_formulas, refuse_bomb

_BATCH_ROWS = 20_000
_EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number; the others of a longer one are zeros."""

_CELL_END = "\x1f"


def open_workbook(path: Path) -> tuple[Sheet, ...]:
    """Look at the sheets of a workbook.

    Raises:
        UnreadableFileError: damaged, protected, or too large once it is unpacked.
        TooManyColumnsError: a sheet has too many columns to be a register.
    """
    formulas: dict[str, tuple[Place, ...]] = {}
    if path.suffix.lower() == ".xlsx":
        refuse_bomb(path)
        formulas = find_formulas(path)
    try_to_open(path)
    book = _load(path)
    about = [x for x in book.sheets_metadata if x.typ == SheetTypeEnum.WorkSheet]
    sheets = [
        _open_sheet(path, book, x.name, x.visible != SheetVisibleEnum.Visible)
        for x in about
    ]
    return tuple(
        replace(sheet, formulas=formulas.get(sheet.name or "", ())) for sheet in sheets
    )


def write_cell(value: Any) -> str | None:
    """A cell's value as text: numbers as they are shown, dates as year-month-day.

    A number that no longer has all its digits is written with an exponent.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        case float():
            return f"{value:e}" if abs(value) >= _EXACT else repr(value)
        case dt.datetime():
            return _write_time(value)
        case str():
            return value.strip() or None
        case _:
            return str(value)


def _write_time(value: dt.datetime) -> str:
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


def _load(path: Path) -> CalamineWorkbook:
    try:
        return load_workbook(path)
    except PasswordError as error:
        raise ProtectedFileError(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(path) from error


def _open_sheet(
    path: Path,
    book: CalamineWorkbook,
    name: str,
    is_hidden: bool,
) -> Sheet:
    try:
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, ValueError) as error:
        raise UnreadableFileError(path) from error
    if _measure(sheet) > MOST_COLUMNS:
        raise TooManyColumnsError(path, most=str(MOST_COLUMNS))
    head = tuple(
        tuple(write_cell(cell) or "" for cell in row)
        for _, row in islice(_iterate_rows(sheet), HEAD_ROWS)
    )
    content = _hash_content(sheet)
    return Sheet(name, head, partial(_read, sheet), is_hidden, content_sha256=content)


def _hash_content(sheet: CalamineSheet) -> str:
    """The same for the same cells, whatever else the workbook has."""
    digest = hashlib.sha256()
    for row, cells in _iterate_rows(sheet):
        texts = (str(row), *(write_cell(cell) or "" for cell in cells))
        digest.update(_CELL_END.join(texts).encode() + b"\n")
    return digest.hexdigest()


def _measure(sheet: CalamineSheet) -> int:
    """The number of columns, empty ones at the left counted."""
    return sheet.end[1] + 1 if sheet.end else 0


@dataclass(frozen=True)
class _Merged:
    """A range of cells that shows one value."""

    top: int
    left: int
    bottom: int
    right: int
    value: Any = ""


def _iterate_rows(
    sheet: CalamineSheet, header: int = HEAD_ROWS
) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their number from 1; a merged range has its value in every cell.

    Calamine gives rows from the sheet's first, but columns from the first with a value.
    """
    first_column = sheet.start[1] if sheet.start else 0
    waiting = _list_merged(sheet)
    open_ranges: list[_Merged] = []
    for row, cells in enumerate(sheet.iter_rows()):
        padded = [""] * first_column + cells
        open_ranges = [merged for merged in open_ranges if merged.bottom >= row]
        while waiting and waiting[-1].top <= row:
            merged = waiting.pop()
            value = padded[merged.left] if merged.left < len(padded) else ""
            open_ranges.append(replace(merged, value=value))
        for merged in open_ranges:
            is_spread = row < header or isinstance(merged.value, str)
            for place in range(merged.left, min(merged.right + 1, len(padded))):
                is_first = (row, place) == (merged.top, merged.left)
                padded[place] = merged.value if is_spread or is_first else ""
        yield row + 1, padded


def _list_merged(sheet: CalamineSheet) -> list[_Merged]:
    """The merged ranges, the last one first; spreadsheets let none overlap another."""
    ranges = [
        _Merged(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return sorted(ranges, key=lambda merged: (merged.top, merged.left), reverse=True)


def _read(sheet: CalamineSheet, skip: int, width: int) -> Batches:
    """Below the headers a merged number counts once, in the first of its cells."""
    rows = (row for row in _iterate_rows(sheet, skip) if row[0] > skip)
    total = max(width, _measure(sheet))
    names = name_columns(total)
    while chunk := list(islice(rows, _BATCH_ROWS)):
        columns: list[list[str | None]] = [[] for _ in names]
        for _, cells in chunk:
            for position in range(total):
                cell = cells[position] if position < len(cells) else None
                columns[position].append(write_cell(cell) if cell is not None else None)
        frame = pl.DataFrame(
            dict(zip(names, columns, strict=True)),
            schema=dict.fromkeys(names, pl.String()),
        )
        numbers = pl.Series(ROW, [number for number, _ in chunk], dtype=pl.Int64)
        yield finish_batch(frame.with_columns(numbers), width)
