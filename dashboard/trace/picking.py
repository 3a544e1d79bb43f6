"""Tables whose rows lead to where their figures come from."""

from collections.abc import Mapping, Sequence
from functools import partial

import polars as pl
import streamlit as st

from dashboard.tables import Column, show_table
from dashboard.trace.opening import ask_trace, renew_key
from dashboard.wording import markdown

FIGURE = "figure"
"""Column of a table with what each row's figure is called in an address."""


def show_traced_table(
    table: pl.DataFrame, columns: Mapping[str, Column], *, alt: str, key: str
) -> None:
    """Show a table; a row that is picked opens the trace of its figure."""
    name = renew_key(key)
    st.caption(markdown("trace.pick_hint"))
    pick = partial(_pick, table[FIGURE].to_list(), name)
    show_table(table, columns, alt=alt, key=name, on_pick=pick)


def _pick(figures: Sequence[str | None], name: str) -> None:
    rows = st.session_state[name].selection.rows
    figure = figures[rows[0]] if rows else None
    if figure:
        ask_trace(figure)
