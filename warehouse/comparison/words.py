"""A comparison in words: periods, figures, causes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.numbers import format_decimal

from warehouse.wording import current_language, say, say_code

Row = Mapping[str, Any]

_FISCAL_START = 10
"""The month in which the US fiscal year begins."""


def name_indicator(row: Row) -> str:
    """Code and name of a row's indicator."""
    name = row[f"name_{current_language()}"] or row["metric"]
    return f"{row['indicator_code']} {name}" if row["indicator_code"] else str(name)


def name_scope(row: Row) -> str:
    """Whose figure it is."""
    return str(row[f"scope_name_{current_language()}"] or row["scope"])


def name_period(grain: str, day: date) -> str:
    """A period in few letters: `2008-04`, `2008 Q2`, `FY2008 Q3`."""
    if grain == "month":
        return f"{day:%Y-%m}"
    fiscal = grain.startswith("fiscal")
    year = day.year + (day.month >= _FISCAL_START) * fiscal
    months_in = (day.month - (_FISCAL_START if fiscal else 1)) % 12
    return say(f"comparison_period.{grain}", year=year, quarter=months_in // 3 + 1)


def name_part(row: Row) -> str:
    """The member that a figure is of; empty for the whole."""
    if row["dimension"] == "total":
        return ""
    name = row[f"member_name_{current_language()}"] or row["member"]
    return f"{say_code('comparison_dimension', row['dimension'])}: {name}"


def name_measure(row: Row) -> str:
    """What is said beside a check value; empty for a figure itself."""
    return "" if row["measure"] == "value" else say("comparison.register_value")


def name_figure(value: float | None, state: str) -> str:
    """A figure, or the state that stands for it."""
    if value is None:
        return say(f"comparison_state.{state}")
    pattern = "#,##0.####"
    return format_decimal(value, format=pattern, locale=current_language())


def name_provenance(provenance: str) -> str:
    """Where a figure comes from."""
    return say(f"comparison_provenance.{provenance}")


def name_status(row: Row, side: str) -> str | None:
    """The status of a result, as its release calls it."""
    name: str | None = row[f"status_{side}_name_{current_language()}"]
    code: str | None = row[f"status_{side}"]
    return name or code


def name_causes(causes: list[str]) -> str:
    """Why a figure moved."""
    return ", ".join(say(f"comparison_cause.{cause}") for cause in causes)
