"""What a figure is measured against, and where its target stands."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.indicators.cells import say_baseline, say_met, say_target
from dashboard.trace.figures import FigureId
from dashboard.wording import escape, markdown, pick, text
from warehouse.answers.trace import fetch_target

Row = Mapping[str, Any]


def show_target(figure: FigureId, indicator: Row) -> None:
    """Show target, baseline, per cent met and the row that has them, if any."""
    if figure.dimension_2:
        return
    for row in ask(fetch_target, astuple(figure)).to_dicts():
        lines = _list_lines(row, indicator)
        st.markdown(
            f"**{markdown('trace.target')}**  \n" + "  \n".join(map(escape, lines))
        )


def _list_lines(row: Row, indicator: Row) -> list[str]:
    baseline = say_baseline(row, indicator, "")
    met = say_met(row) if row["percent_met_pct"] is not None else ""
    lines = [
        say_target(row, indicator, ""),
        text("trace.baseline", baseline=baseline) if baseline else "",
        met,
        _say_row(row),
    ]
    return [line for line in lines if line]


def _say_row(row: Row) -> str:
    name = row["file_name"] or pick(row, "title")
    if row["source_row"] is None:
        return name
    return f"{name}, {text('trace.row', row=str(row['source_row']))}"
