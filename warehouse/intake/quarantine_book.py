"""The workbook to mend quarantined rows in: the reason stands beside the row."""

import json
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from warehouse.intake.matching import QUARANTINE_HEADERS, QUARANTINE_ID
from warehouse.intake.quarantine import list_open
from warehouse.intake.words import choose_language, name_columns, say_finding
from warehouse.registers import DATASETS, Dataset
from warehouse.settings import Settings
from warehouse.wording import say
from warehouse.workbook_files import open_workbook

_WIDTH, _REASON_WIDTH = 18, 60
_FIRST = 3
"""The column after reason, place and quarantine id."""


def export_quarantine(out: Path, settings: Settings) -> int:
    """Write the rows that wait into a workbook, one sheet per register.

    Beside each row stands why it was held back. The sheets are registers: corrected,
    they are loaded as they are. Returns the number of rows.
    """
    rows = list_open(settings)
    with open_workbook(out) as book:
        for name in DATASETS:
            held = rows.filter(pl.col("dataset") == name)
            if not held.is_empty():
                _write_sheet(book, DATASETS[name], held)
        if rows.is_empty():
            book.add_worksheet().write_string(0, 0, say("quarantine.none"))
    return rows[QUARANTINE_ID].n_unique()


def _write_sheet(book: Workbook, dataset: Dataset, held: pl.DataFrame) -> None:
    sheet = book.add_worksheet(dataset.name)
    rows = held.unique(QUARANTINE_ID, maintain_order=True).to_dicts()
    originals = [json.loads(row["original"]) for row in rows]
    names = [name for name in dataset.columns if any(name in o for o in originals)]
    head, reason, cell = _make_formats(book)
    sheet.write_row(0, 0, _list_headers(dataset, names), head)
    sheet.freeze_panes(1, _FIRST)
    sheet.set_column(0, 0, _REASON_WIDTH)
    sheet.set_column(1, _FIRST + len(names), _WIDTH)
    reasons = _say_reasons(held)
    for number, (row, original) in enumerate(zip(rows, originals, strict=True), 1):
        sheet.write_string(number, 0, reasons[row[QUARANTINE_ID]], reason)
        sheet.write_string(number, 1, _name_place(row), cell)
        sheet.write_string(number, 2, row[QUARANTINE_ID], cell)
        for column, name in enumerate(names, _FIRST):
            sheet.write_string(number, column, original.get(name) or "", cell)


def _list_headers(dataset: Dataset, names: list[str]) -> list[str]:
    return [
        say("quarantine.reason"),
        say("quarantine.place"),
        QUARANTINE_HEADERS[choose_language()],
        *(name_columns(dataset.name, name) for name in names),
    ]


def _make_formats(book: Workbook) -> tuple[Format, Format, Format]:
    return (
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top", "font_color": "#B42318"}),
        book.add_format({"num_format": "@", "valign": "top"}),
    )


def _say_reasons(held: pl.DataFrame) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in held.iter_rows(named=True):
        words = say_finding(
            row["dataset"],
            row["column"],
            row["rule"],
            row["value"],
            json.loads(row["parameters"]),
        )
        found.setdefault(row[QUARANTINE_ID], []).append(words)
    return {key: "\n".join(words) for key, words in found.items()}


def _name_place(row: dict[str, Any]) -> str:
    sheet = f", {row['sheet']}" if row["sheet"] else ""
    file = f"{row['source_file']}{sheet}"
    return say("quarantine.row", file=file, row=row["source_row"])
