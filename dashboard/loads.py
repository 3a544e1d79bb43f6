"""Register files: what came in, what was held back, and the hash of each file."""

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.figures import Note, offer_download
from dashboard.states import weakest_provenance
from dashboard.tables import Column, show_table
from dashboard.wording import markdown, plural, text, word
from warehouse.answers.sources import fetch_sources


def show_register_loads() -> None:
    """Show every load with rows in = accepted + quarantined."""
    loads = ask(fetch_sources, "register_load")
    if loads.is_empty():
        st.markdown(f":gray[{markdown('sources.no_loads')}]")
        return
    table = _build_table(loads)
    st.caption(_word_balance(loads))
    show_table(table, _build_columns(), alt=text("sources.loads_title"), key="loads")
    note = Note(
        weakest_provenance(loads["provenance"]), definition=text("sources.loads_note")
    )
    offer_download(table, name="register_loads", note=note)


def _word_balance(loads: pl.DataFrame) -> str:
    rows, accepted, held = (
        int(loads[name].sum() or 0)
        for name in ("rows_in", "rows_accepted", "rows_quarantined")
    )
    is_whole = rows == accepted + held
    if loads["rows_in"].has_nulls():
        return text("sources.loads_hidden", files=plural("sources.files", loads.height))
    return text(
        "sources.loads_balance" if is_whole else "sources.loads_balance_erased",
        files=plural("sources.files", loads.height),
        rows=rows,
        accepted=accepted,
        quarantined=held,
        erased=rows - accepted - held,
    )


def _build_table(loads: pl.DataFrame) -> pl.DataFrame:
    words = [word("provenance", name) for name in loads["provenance"]]
    datasets = [word("dataset", name) for name in loads["dataset"]]
    return loads.select(
        "file_name",
        pl.Series("dataset", datasets),
        "rows_in",
        "rows_accepted",
        "rows_quarantined",
        pl.Series("origin", words),
        pl.col("loaded_at").cast(pl.Date),
        "sha256",
    )


def _build_columns() -> dict[str, Column]:
    return {
        "file_name": Column(text("sources.file")),
        "dataset": Column(text("sources.dataset")),
        "rows_in": Column(text("sources.rows_in"), "number", width="small"),
        "rows_accepted": Column(text("sources.rows_accepted"), "number", width="small"),
        "rows_quarantined": Column(
            text("sources.rows_quarantined"), "number", width="small"
        ),
        "origin": Column(text("places.provenance"), width="small"),
        "loaded_at": Column(text("sources.loaded_at"), "date", width="small"),
        "sha256": Column("SHA-256", width="medium"),
    }
