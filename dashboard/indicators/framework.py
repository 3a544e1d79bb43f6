"""The results framework of a scope, and what is known of its indicators by period."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.data import ask
from dashboard.members import name_members
from dashboard.statements import find_statements
from dashboard.states import state_text
from dashboard.wording import text
from warehouse.answers.indicators import (
    fetch_deviations,
    fetch_result_counts,
    fetch_results,
    fetch_statuses,
)
from warehouse.answers.metrics import fetch_indicators

LIFE = "programme"
YEARS = "fiscal_year"
QUARTERS = "fiscal_quarter"

Row = dict[str, Any]


@dataclass(frozen=True, order=True)
class Period:
    """A reporting period: its length and first day."""

    grain: str
    day: date


@dataclass(frozen=True)
class Place:
    """An indicator's place in the framework: the result it measures, and itself."""

    result: Row
    indicator: Row

    @property
    def metric(self) -> str:
        """The metric that computes the indicator."""
        return str(self.indicator["metric"])


def list_results(scope: str) -> list[Row]:
    """Goal and intermediate results, each after the one above it."""
    rows = ask(fetch_results, scope).to_dicts()
    return [row for row in rows if row["level"] != "indicator"]


def list_places(scope: str) -> list[Place]:
    """The framework's indicators, by result and then in their own order."""
    results = {row["result_id"]: row for row in list_results(scope)}
    order = {result_id: place for place, result_id in enumerate(results)}
    indicators = {row["metric"]: row for row in ask(fetch_indicators).to_dicts()}
    rows = ask(fetch_results, scope).filter(pl.col("level") == "indicator").to_dicts()
    places = [
        Place(results[row["parent_id"]], indicators[row["metric"]])
        for row in rows
        if row["parent_id"] in results and row["metric"] in indicators
    ]
    return sorted(
        places,
        key=lambda p: (order[p.result["result_id"]], p.indicator["sort_order"]),
    )


def list_totals(scope: str) -> pl.DataFrame:
    """Actual, target and status of whole indicators, all periods."""
    return ask(fetch_statuses, scope).filter(pl.col("dimension") == "total")


def index_totals(scope: str, period: Period) -> dict[str, Row]:
    """Actual, target and status of whole indicators in a period, by metric."""
    rows = list_totals(scope).filter(
        (pl.col("grain") == period.grain) & (pl.col("period") == period.day)
    )
    return {row["metric"]: row for row in rows.to_dicts()}


def index_counts(scope: str, period: Period) -> dict[str, dict[str, int]]:
    """How many indicators of each result have which status, in the statuses' order."""
    rows = ask(fetch_result_counts, scope).filter(
        (pl.col("grain") == period.grain) & (pl.col("period") == period.day)
    )
    statuses = name_members("indicator_status")
    return {
        row["result_id"]: {s: row[f"{s}_count"] for s in statuses if row[f"{s}_count"]}
        for row in rows.to_dicts()
    }


def find_life(scope: str) -> Period | None:
    """The life of the programme as a period."""
    days = list_totals(scope).filter(pl.col("grain") == LIFE)["period"]
    return Period(LIFE, days[0]) if len(days) else None


def has_targets(scope: str) -> bool:
    """Whether anybody has set a target."""
    return bool(list_totals(scope)["target"].is_not_null().any())


def name_no_target(scope: str) -> str:
    """Why there is no target: as the source says of all of them, else not set."""
    stated = {row["state"] for row in find_statements(scope, ("target",))} - {"value"}
    if stated and not has_targets(scope):
        return state_text(stated.pop())
    return text("tracking.no_target")


def name_status(status: str) -> str:
    """A status in words."""
    return name_members("indicator_status").get(status, status)


def index_deviations(scope: str) -> dict[tuple[str, Period], list[Row]]:
    """Narratives by metric and period."""
    found: dict[tuple[str, Period], list[Row]] = {}
    for row in ask(fetch_deviations, scope).to_dicts():
        key = (row["metric"], Period(row["grain"], row["period"]))
        found.setdefault(key, []).append(row)
    return found
