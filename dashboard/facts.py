"""Everything that was published, statement by statement, with its block."""

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.figures import Note, offer_download
from dashboard.scopes import name_scope
from dashboard.states import show_value
from dashboard.tables import Column, show_table
from dashboard.wording import format_number, markdown, pick, plural, text
from warehouse.answers.sources import fetch_published_facts

# From 4 rem on, Streamlit wraps text in a table's cells.
ROW_HEIGHT = 76


def show_published_facts() -> None:
    """Show the facts of all scopes as a table with its download."""
    rows = [_build_row(row) for row in ask(fetch_published_facts).to_dicts()]
    if not rows:
        st.markdown(f":gray[{markdown('sources.no_facts')}]")
        return
    table = pl.DataFrame(rows)
    st.caption(plural("sources.facts_count", table.height))
    show_table(
        table,
        _build_columns(),
        alt=text("sources.facts_title"),
        key="facts",
        row_height=ROW_HEIGHT,
    )
    offer_download(
        table, name="published_facts", note=Note(definition=text("sources.facts_note"))
    )


def _build_row(row: dict[str, object]) -> dict[str, object]:
    value = row["value"]
    number = format_number(value, digits=1) if isinstance(value, float) else ""
    return {
        "fact": row["fact_id"],
        "scope": name_scope(str(row["scope"])),
        "block": str(row["block_ids"] or "").replace(";", ", "),
        "statement": pick(row, "statement"),
        "published": show_value(number, str(row["state"])),
        "note": pick(row, "note"),
        "source": row["url"],
    }


def _build_columns() -> dict[str, Column]:
    return {
        "fact": Column(text("sources.fact"), width="small"),
        "block": Column(text("sources.block"), width="small"),
        "scope": Column(text("sources.scope")),
        "statement": Column(text("sources.statement"), width="large"),
        "published": Column(text("sources.figure"), width="small"),
        "note": Column(text("sources.note"), width="medium"),
        "source": Column(
            text("sources.page"), "link", width="small", link_text=text("sources.open")
        ),
    }
