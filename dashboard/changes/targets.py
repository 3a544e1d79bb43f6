"""Targets and statuses that are not what they were."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard.changes.words import name_cause, name_group
from dashboard.filters import scope
from dashboard.indicator_words import format_figure, name_indicator
from dashboard.indicators.framework import name_status
from dashboard.period_names import name_period
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.tables import Column, show_table
from dashboard.wording import escape, format_percent, markdown, text
from warehouse.comparison import Comparison

Row = Mapping[str, Any]


def show_targets(comparison: Comparison) -> None:
    """Show each target or status that moved in the chosen scope."""
    moved = comparison.judged.filter(pl.col("scope") == scope()).to_dicts()
    if not moved:
        st.markdown(f":gray[{markdown('compare.same_targets')}]")
        return
    if mark := provenance_mark(weakest_provenance(row["provenance"] for row in moved)):
        st.caption(escape(mark))
    show_table(
        pl.DataFrame([_build_row(row) for row in moved]),
        {
            "indicator": Column(text("compare.indicator"), width=300),
            "period": Column(text("compare.period"), width=170),
            "part": Column(text("compare.part"), width=150),
            "target": Column(text("compare.target"), "figure", width=150),
            "met": Column(text("compare.percent_met"), "figure", width=150),
            "status": Column(text("compare.status"), width=300),
            "why": Column(text("compare.why"), width=300),
        },
        alt=text("compare.targets_alt"),
        key="compare_targets",
    )


def _build_row(row: Row) -> dict[str, str]:
    return {
        "indicator": name_indicator(row),
        "period": name_period(row["grain"], row["period"]),
        "part": name_group(row),
        "target": _pair(row, "target", lambda value: format_figure(value, row)),
        "met": _pair(row, "percent_met", lambda value: format_percent(value, digits=1)),
        "status": _pair(row, "status", name_status),
        "why": ", ".join(map(name_cause, row["causes"])),
    }


def _pair(row: Row, name: str, say: Callable[[Any], str]) -> str:
    """What was and what is; once where they are the same."""
    sides = [row[f"{name}_before"], row[f"{name}_after"]]
    words = ["–" if side is None else say(side) for side in sides]
    return words[0] if words[0] == words[1] else " → ".join(words)
