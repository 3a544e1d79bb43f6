"""Figures of an indicator in words: in its own unit and precision."""

from collections.abc import Mapping
from typing import Any

from dashboard.wording import format_number, format_percent, pick, text, word


def format_figure(value: float | None, indicator: Mapping[str, Any]) -> str:
    """A value in its indicator's own form: a number, or a share in per cent."""
    if value is None:
        return ""
    if indicator["data_type"] == "share":
        return format_percent(100 * value, digits=1)
    return format_number(value, digits=1)


def name_indicator(indicator: Mapping[str, Any]) -> str:
    """Code and name: `2.1 Trainings held`."""
    parts = (indicator["indicator_code"], pick(indicator, "name"))
    return " ".join(part for part in parts if part)


def describe_rollup(indicator: Mapping[str, Any]) -> str:
    """How it adds up over periods, places and groups: the three rules in one line."""
    return "; ".join(
        text(f"indicator.rollup_{way}", rule=word("rollup", indicator[f"rollup_{way}"]))
        for way in ("time", "place", "disaggregates")
    )
