"""Figures that moved, in words."""

from collections.abc import Mapping
from typing import Any

from dashboard.indicator_words import format_figure
from dashboard.states import state_text
from dashboard.wording import (
    current_language,
    format_number,
    pick,
    text,
    word,
)
from warehouse.wording import say_code, speaking

Row = Mapping[str, Any]


def name_cause(cause: str) -> str:
    """Why a figure moved, in the page's language."""
    with speaking(current_language()):
        return say_code("comparison_cause", cause)


def name_causes(row: Row) -> str:
    """Every cause of a move, and whether its period was over."""
    causes = ", ".join(map(name_cause, row["causes"]))
    restated = text("compare.is_restated")
    return f"{causes} ({restated})" if row["is_restated"] else causes


def name_fact(fact: str) -> str:
    """What rows of a mart are about."""
    with speaking(current_language()):
        return say_code("comparison_fact", fact)


def name_part(row: Row) -> str:
    """The group that a figure is of; the whole says what measure it is."""
    if row["measure"] != "value":
        return text("compare.register_value")
    return name_group(row)


def name_group(row: Row) -> str:
    """The member that a figure or target is of; empty for the whole."""
    if row["dimension"] == "total":
        return ""
    return f"{word('split', row['dimension'])}: {pick(row, 'member_name')}"


def name_side(row: Row, side: str) -> str:
    """The figure before or after, or the state in its place."""
    value, state = row[f"value_{side}"], row[f"state_{side}"]
    return state_text(state) if value is None else format_figure(value, row)


def name_difference(row: Row) -> str:
    """The difference with its sign; of shares in percentage points."""
    difference = row["difference"]
    if difference is None:
        return ""
    sign = "+" if difference > 0 else "−"
    if row["data_type"] == "share":
        points = format_number(100 * abs(difference), digits=1)
        return text("compare.points", sign=sign, points=points)
    return f"{sign}{format_number(abs(difference), digits=1)}"
