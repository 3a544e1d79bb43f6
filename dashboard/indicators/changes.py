"""How an indicator's definition changed, and what was computed anew because of it."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dashboard.data import ask
from dashboard.indicator_words import format_figure
from dashboard.indicators.framework import Period
from dashboard.period_names import name_period
from dashboard.states import show_value
from dashboard.wording import pick, text
from warehouse.answers.definition_changes import (
    fetch_breaks,
    fetch_changes,
    fetch_recomputed,
)

LONGEST_WORDS = 240
"""Longer words, such as whole queries, are left out of an entry."""

Row = dict[str, Any]


def list_entries(metric: str, scope: str) -> list[str]:
    """Dated entries, one a field that changed, as plain text."""
    rows = ask(fetch_changes, metric, scope).to_dicts()
    return [_describe(row) for row in rows]


def _describe(row: Row) -> str:
    day = row["changed_date"]
    if row["kind"] != "changed":
        return text(f"changes.{row['kind']}", day=day)
    before, after = pick(row, "before_text"), pick(row, "after_text")
    is_short = before and after and len(before + after) <= LONGEST_WORDS
    key = "both" if is_short else "field"
    return text(
        f"changes.{key}", day=day, field=pick(row, "name"), before=before, after=after
    )


def find_breaks(metric: str, scope: str, days: Sequence[date]) -> set[date]:
    """First days of the periods in which the definition changed, but for the first one.

    `days` are the first days of all periods of a length, the earliest first.
    """
    changed = ask(fetch_breaks, scope, metric)["changed_date"]
    begun = (sum(day <= change for day in days) for change in changed)
    return {days[count - 1] for count in begun if count > 1}


def list_recomputed(metric: str, scope: str, grain: str) -> set[date]:
    """First days of the periods that a changed definition computed anew."""
    rows = ask(fetch_recomputed, metric, scope).to_dicts()
    return {row["period"] for row in rows if row["grain"] == grain}


def index_recomputed(scope: str) -> set[tuple[str, Period]]:
    """Metric and period of every value that a changed definition computed anew."""
    rows = ask(fetch_recomputed, None, scope).to_dicts()
    return {(row["metric"], Period(row["grain"], row["period"])) for row in rows}


def describe_recomputed(indicator: Row, scope: str, grain: str) -> list[str]:
    """One line a change: which periods of this length were computed anew, from what."""
    rows = ask(fetch_recomputed, indicator["metric"], scope).to_dicts()
    own = [row for row in rows if row["grain"] == grain]
    return [
        text(
            "changes.recomputed",
            day=day,
            periods="; ".join(_describe_value(row, indicator) for row in group),
        )
        for day, group in groupby(own, lambda row: row["changed_date"])
    ]


def _describe_value(row: Row, indicator: Row) -> str:
    return text(
        "changes.value",
        period=name_period(row["grain"], row["period"]),
        before=show_value(
            format_figure(row["value_before"], indicator), row["state_before"]
        ),
        after=show_value(format_figure(row["value"], indicator), row["state"]),
    )
