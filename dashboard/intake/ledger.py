"""Every load that ever came in, and what is still to be published of them."""

from collections.abc import Iterable

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.intake.downloads import offer_list
from dashboard.intake.loads import list_counting
from dashboard.intake.progress import BUILD_COMMAND
from dashboard.intake.words import list_changes, name_register, name_table
from dashboard.tables import Column, show_table
from dashboard.wording import escape, markdown, plural, text, word
from warehouse.answers.sources import fetch_sources
from warehouse.intake.ledger import Load

_TYPES = {
    "loaded_at": pl.String(),
    "file": pl.String(),
    "dataset": pl.String(),
    "rows_in": pl.Int64(),
    "rows_accepted": pl.Int64(),
    "rows_quarantined": pl.Int64(),
    "rows_erased": pl.Int64(),
    "rows_waiting": pl.Int64(),
    "changes": pl.String(),
    "replaced_by": pl.String(),
    "provenance": pl.String(),
    "loaded_by": pl.String(),
    "load_id": pl.String(),
    "sha256": pl.String(),
}


def show_ledger(history: list[Load], waiting: dict[str, int]) -> None:
    """Show all loads, the newest first; `waiting` counts rows still to be mended."""
    if not history:
        st.markdown(f":gray[{markdown('intake.no_loads')}]")
        return
    _tell_unpublished(history)
    rows = _tabulate(history, waiting)
    show_table(rows, _build_columns(), alt=text("intake.ledger_title"), key="ledger")
    offer_list(rows, name="loads")


def _tell_unpublished(history: list[Load]) -> None:
    """Loads that count, but that the pages do not show yet."""
    shown = set(ask(fetch_sources, "register_load")["load_id"])
    missing = [
        load
        for load in list_counting(history)
        if load.load_id not in shown and load.provenance == "imported"
    ]
    if missing:
        words = plural("intake.unpublished", len(missing), command=BUILD_COMMAND)
        st.info(escape(words), icon=":material/update:")


def _tabulate(history: list[Load], waiting: dict[str, int]) -> pl.DataFrame:
    successors = {load.replaces: load.load_id for load in history if load.replaces}
    rows = [
        {
            "loaded_at": load.loaded_at[:16].replace("T", " "),
            "file": name_table(load.file, load.sheet),
            "dataset": name_register(load.dataset),
            "rows_in": load.rows_in,
            "rows_accepted": load.rows_accepted,
            "rows_quarantined": load.rows_quarantined,
            "rows_erased": load.rows_erased,
            "rows_waiting": waiting.get(load.load_id, 0),
            "changes": _join(list_changes(load.changes)),
            "replaced_by": successors.get(load.load_id),
            "provenance": word("provenance", load.provenance),
            "loaded_by": load.loaded_by,
            "load_id": load.load_id,
            "sha256": load.sha256,
        }
        for load in reversed(history)
    ]
    return pl.DataFrame(rows, schema=_TYPES)


def _join(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None


def _build_columns() -> dict[str, Column]:
    return {
        "loaded_at": Column(text("intake.loaded_at"), width=130),
        "file": Column(text("sources.file")),
        "dataset": Column(text("sources.dataset")),
        "rows_in": Column(text("sources.rows_in"), "number", width=90),
        "rows_accepted": Column(text("sources.rows_accepted"), "number", width=90),
        "rows_quarantined": Column(
            text("sources.rows_quarantined"), "number", width=100
        ),
        "rows_erased": Column(text("intake.rows_erased"), "number", width=100),
        "rows_waiting": Column(text("intake.waiting"), "number", width=100),
        "changes": Column(text("intake.changes")),
        "replaced_by": Column(text("intake.replaced_by")),
        "provenance": Column(text("places.provenance"), width=150),
        "loaded_by": Column(text("intake.loaded_by"), width="small"),
        "load_id": Column(text("intake.load_id")),
        "sha256": Column("SHA-256", width="medium"),
    }
