"""Rows that wait to be mended, and the workbook to mend them in."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import streamlit as st

from dashboard.downloads import XLSX, offer_file
from dashboard.intake.words import explain, name_column, name_register, name_table
from dashboard.tables import Column, show_table
from dashboard.wording import current_language, markdown, plural, text
from warehouse.intake.ledger import Load
from warehouse.intake.matching import QUARANTINE_ID
from warehouse.intake.quarantine import list_open
from warehouse.intake.quarantine_book import export_quarantine
from warehouse.intake.writing import LOAD_TABLES, QUARANTINE
from warehouse.settings import load_settings
from warehouse.wording import speaking

FAULTS_SHOWN = 500
ROW_HEIGHT = 76
_LISTS_KEPT = 2


def fetch_open(history: Sequence[Load]) -> pl.DataFrame:
    """One line per fault of a row that waits; the same for the same loads."""
    load_ids = tuple(load.load_id for load in history)
    return _fetch(str(load_settings().dir), load_ids)


def count_waiting(faults: pl.DataFrame) -> dict[str, int]:
    """How many rows of each load wait."""
    return dict(faults.group_by("load_id").agg(pl.col(QUARANTINE_ID).n_unique()).rows())


def show_quarantine(faults: pl.DataFrame) -> None:
    """Show the rows that wait, each with its reason, and offer the workbook."""
    if faults.is_empty():
        st.markdown(f":gray[{markdown('intake.none_waiting')}]")
        return
    count = faults[QUARANTINE_ID].n_unique()
    st.markdown(plural("intake.rows_waiting", count))
    if faults.height > FAULTS_SHOWN:
        st.caption(markdown("intake.faults_cut", n=FAULTS_SHOWN))
    show_table(
        _tabulate(faults.head(FAULTS_SHOWN)),
        _build_columns(),
        alt=text("intake.quarantine_title"),
        key="quarantine",
        row_height=ROW_HEIGHT,
    )
    offer_file(
        markdown("intake.workbook"),
        partial(write_workbook, current_language()),
        file_name="quarantine.xlsx",
        mime=XLSX,
        key="quarantine_book",
    )


def write_workbook(language: str) -> bytes:
    """The workbook of all rows that wait, in one language, as the bytes of a file."""
    with TemporaryDirectory() as folder, speaking(language):
        path = Path(folder) / "quarantine.xlsx"
        export_quarantine(path, load_settings())
        return path.read_bytes()


# Frames are never changed in place, so sessions share them: cache_data would copy.
@st.cache_resource(max_entries=_LISTS_KEPT, show_spinner=False)
def _fetch(folder: str, load_ids: tuple[str, ...]) -> pl.DataFrame:
    if not load_ids:
        return pl.DataFrame(schema=LOAD_TABLES[QUARANTINE] | {QUARANTINE_ID: pl.String})
    return list_open(load_settings())


def _tabulate(faults: pl.DataFrame) -> pl.DataFrame:
    rows = [
        {
            "file": name_table(row["source_file"], row["sheet"]),
            "row": row["source_row"],
            "column": name_column(row["dataset"], row["column"]),
            "dataset": name_register(row["dataset"]),
            "reason": explain(
                row["dataset"], row | {"parameters": json.loads(row["parameters"])}
            ),
        }
        for row in faults.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _build_columns() -> dict[str, Column]:
    return {
        "file": Column(text("sources.file"), width=150),
        "row": Column(text("intake.row"), "number", width="small"),
        "reason": Column(text("intake.finding"), width="large"),
        "column": Column(text("intake.column_at_fault")),
        "dataset": Column(text("sources.dataset")),
    }
