"""What was found in single rows, and how to mend it."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.intake.downloads import offer_list
from dashboard.intake.words import explain, name_column
from dashboard.tables import Column, show_table
from dashboard.wording import markdown, text
from warehouse.intake.reports import FINDINGS_SHOWN

# From 4 rem on, Streamlit wraps text in a table's cells.
ROW_HEIGHT = 76
_TYPES = {
    "row": pl.Int64(),
    "column": pl.String(),
    "value": pl.String(),
    "finding": pl.String(),
    "outcome": pl.String(),
}


def show_findings(report: dict[str, Any], number: int) -> None:
    """Show the first findings of a table, with a download."""
    st.markdown(f"**{markdown('intake.findings')}**")
    rows = _tabulate(report)
    if rows.is_empty():
        st.markdown(f":gray[{markdown('intake.no_findings')}]")
        return
    if rows.height == FINDINGS_SHOWN:
        st.caption(markdown("intake.findings_cut", n=FINDINGS_SHOWN))
    show_table(
        rows,
        {
            "row": Column(text("intake.row"), "number", width="small"),
            "outcome": Column(text("intake.outcome"), width=110),
            "finding": Column(text("intake.finding"), width="large"),
            "column": Column(text("intake.column_at_fault")),
            "value": Column(text("intake.value")),
        },
        alt=text("intake.findings"),
        key=f"intake_findings_{number}",
        row_height=ROW_HEIGHT,
    )
    offer_list(rows, name=f"findings_{number + 1}")


def _tabulate(report: dict[str, Any]) -> pl.DataFrame:
    dataset = report["dataset"]
    held, kept = text("intake.outcome_held"), text("intake.outcome_accepted")
    rows = [
        {
            "row": finding["row"],
            "column": name_column(dataset, finding["column"]),
            "value": finding["value"],
            "finding": explain(dataset, finding),
            "outcome": held if finding["is_quarantined"] else kept,
        }
        for finding in report["findings"]
    ]
    return pl.DataFrame(rows, schema=_TYPES)
