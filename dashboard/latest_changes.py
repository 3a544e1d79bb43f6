"""The few figures whose change since an earlier release matters most."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.changes.figures import list_moves
from dashboard.changes.pair import compare_with, find_before
from dashboard.changes.words import name_cause, name_side
from dashboard.indicator_words import name_indicator
from dashboard.menu import show_page_link
from dashboard.page import show_heading
from dashboard.period_names import name_period
from dashboard.states import SUPPRESSED, provenance_mark, weakest_provenance
from dashboard.trace.figures import identify
from dashboard.trace.opening import offer_trace
from dashboard.wording import escape, format_moment, markdown, text, word
from warehouse.comparison import Comparison

NAMED = 3


def show_latest_changes() -> None:
    """Name the three indicators that moved most; nothing without an earlier release.

    Each leads to where its figure comes from.
    """
    before = find_before()
    if before is None:
        return
    comparison = compare_with(before)
    with st.container(border=True, key="latest_changes"):
        show_heading("compare.latest_title")
        time = format_moment(before.info.created_at)
        st.caption(markdown("compare.since", time=time))
        moves = list_weightiest(comparison)
        for row in moves:
            _show_move(row)
        mark = provenance_mark(weakest_provenance(row["provenance"] for row in moves))
        if mark:
            st.caption(escape(mark))
        if not moves:
            st.markdown(f":gray[{markdown('compare.nothing_moved')}]")
        page = word("page", "changes")
        show_page_link("changes", markdown("attention.see", page=page))


def list_weightiest(comparison: Comparison) -> list[dict[str, Any]]:
    """The weightiest move of each of three indicators as a whole.

    What one of the two releases hides tells nothing of how the figure moved: it is
    last.
    """
    is_hidden = pl.any_horizontal(pl.col("state_before", "state_after") == SUPPRESSED)
    whole = list_moves(comparison).filter(
        pl.col("dimension") == "total", pl.col("measure") == "value"
    )
    told_first = whole.sort(is_hidden, maintain_order=True)
    named = told_first.unique("metric", keep="first", maintain_order=True)
    return named.head(NAMED).to_dicts()


def _show_move(row: dict[str, Any]) -> None:
    """A line that opens the trace of its figure; a figure that is gone has none."""
    words = _describe(row)
    if row["state_after"] == "absent":
        st.markdown(words)
    else:
        offer_trace(identify(row), key=f"latest_{row['metric']}", words=words)


def _describe(row: dict[str, Any]) -> str:
    words = text(
        "compare.latest",
        indicator=name_indicator(row),
        period=name_period(row["grain"], row["period"]),
        before=name_side(row, "before"),
        after=name_side(row, "after"),
        why=", ".join(map(name_cause, row["causes"])),
    )
    mark = (
        f" :orange-badge[{markdown('compare.is_restated')}]"
        if row["is_restated"]
        else ""
    )
    return escape(words) + mark
