"""Which indicator the address asks for."""

from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.indicators.framework import LIFE, QUARTERS, YEARS
from warehouse.answers.indicators import fetch_history
from warehouse.answers.metrics import fetch_indicators

Row = dict[str, Any]


def find_indicator() -> Row | None:
    """The indicator that `?indicator=` names by its metric or its code.

    Several figures may share a code; the one that measures a result has it first.
    """
    asked = st.query_params.get("indicator")
    rows = ask(fetch_indicators).to_dicts()
    named = [row for row in rows if row["metric"] == asked]
    coded = [row for row in rows if asked and row["indicator_code"] == asked]
    found = named or sorted(coded, key=lambda row: row["result_id"] is None)
    return found[0] if found else None


def list_companions(indicator: Row, scope: str) -> list[Row]:
    """Other figures under the same code that the scope has."""
    rows = ask(fetch_indicators).to_dicts()
    return [
        row
        for row in rows
        if row["indicator_code"] == indicator["indicator_code"]
        and row["metric"] != indicator["metric"]
        and has_figures(row["metric"], scope)
    ]


def has_figures(metric: str, scope: str) -> bool:
    """Whether the scope keeps figures of a metric, known or not."""
    return not ask(fetch_history, metric, scope).is_empty()


def list_grains(history: list[Row]) -> list[str]:
    """Lengths of periods of which something is known, those with targets first."""
    known = [r for r in history if r["actual"] is not None or r["target"] is not None]
    aimed = {row["grain"] for row in known if row["target"] is not None}
    found = {row["grain"] for row in known} or {row["grain"] for row in history}
    order = (YEARS, QUARTERS, "year", "quarter", "month", LIFE)
    return sorted(
        found, key=lambda grain: (grain == LIFE, grain not in aimed, order.index(grain))
    )
