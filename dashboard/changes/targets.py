"""Targets and statuses that are not what they were."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.filters import scope
from dashboard.indicator_words import format_figure, name_indicator
from dashboard.indicators.framework import name_status
from dashboard.members import name_members
from dashboard.period_names import name_period
from dashboard.tables import Column, show_table
from dashboard.wording import format_percent, markdown, text
from warehouse.answers.metrics import fetch_indicators
from warehouse.comparison import Comparison

Row = Mapping[str, Any]


def show_targets(comparison: Comparison) -> None:
    """Show each target or status that moved in the chosen scope."""
    moved = comparison.judged.filter(pl.col("scope") == scope()).to_dicts()
    if not moved:
        st.markdown(f":gray[{markdown('compare.same_targets')}]")
        return
    indicators = {row["metric"]: row for row in ask(fetch_indicators).to_dicts()}
    rows = [_build_row(row, indicators[row["metric"]]) for row in moved]
    show_table(
        pl.DataFrame(rows),
        {
            "indicator": Column(text("compare.indicator"), width=300),
            "period": Column(text("compare.period"), width=170),
            "part": Column(text("compare.part"), width=150),
            "target": Column(text("compare.target"), "figure", width=150),
            "met": Column(text("compare.percent_met"), "figure", width=150),
            "status": Column(text("compare.status"), width=300),
        },
        alt=text("compare.targets_alt"),
        key="compare_targets",
    )


def _build_row(row: Row, indicator: Row) -> dict[str, str]:
    return {
        "indicator": name_indicator(indicator),
        "period": name_period(row["grain"], row["period"]),
        "part": _name_member(row),
        "target": _pair(row, "target", lambda value: format_figure(value, indicator)),
        "met": _pair(row, "percent_met", lambda value: format_percent(value, digits=1)),
        "status": _pair(row, "status", name_status),
    }


def _name_member(row: Row) -> str:
    if row["dimension"] == "total":
        return ""
    return name_members(row["dimension"]).get(row["member"]) or str(row["member"])


def _pair(row: Row, name: str, say: Callable[[Any], str]) -> str:
    """What was and what is; once where they are the same."""
    sides = [row[f"{name}_before"], row[f"{name}_after"]]
    words = ["–" if side is None else say(side) for side in sides]
    return words[0] if words[0] == words[1] else " → ".join(words)
