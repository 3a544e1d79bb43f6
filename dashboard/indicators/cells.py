"""Actual, target, per cent met and baseline of an indicator, in words."""

from collections.abc import Mapping
from typing import Any

from dashboard.indicator_words import format_figure
from dashboard.states import show_value
from dashboard.wording import format_date, format_percent, text

Row = Mapping[str, Any]
NOTHING = "–"


def say_actual(row: Row, indicator: Row) -> str:
    """The actual value or the word of its state; says if the period is cut."""
    said = show_value(format_figure(row["actual"], indicator), row["actual_state"])
    is_cut = row["is_partial"] and row.get("is_closed") and row["actual"] is not None
    return text("tracking.in_part", value=said) if is_cut else said


def say_target(row: Row, indicator: Row, none: str) -> str:
    """The target, or `none`: the words for there being no target."""
    return format_figure(row["target"], indicator) or none


def say_met(row: Row) -> str:
    """Per cent met with the name of its form: `75% of target`."""
    if row["percent_met_pct"] is None:
        return NOTHING
    share = format_percent(row["percent_met_pct"])
    return text(f"percent_met.{row['percent_met_form']}", share=share)


def say_baseline(row: Row, indicator: Row, none: str) -> str:
    """The baseline with its date."""
    if row["baseline"] is None:
        return none
    value = format_figure(row["baseline"], indicator)
    if row["baseline_date"] is None:
        return value
    return text(
        "tracking.baseline_on", value=value, day=format_date(row["baseline_date"])
    )


def say_against(row: Row, indicator: Row) -> str:
    """Actual beside target: `3, target 4`; without one of them, what is known."""
    if row["target"] is None or row["actual"] is None:
        return say_actual(row, indicator)
    return text(
        "tracking.against",
        actual=format_figure(row["actual"], indicator),
        target=format_figure(row["target"], indicator),
    )
