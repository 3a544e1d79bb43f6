"""The parts of an indicator, with what nobody reported, held against the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.data import ask
from dashboard.indicator_words import format_figure
from dashboard.indicators.framework import LIFE, QUARTERS, YEARS, Period, Row
from dashboard.members import NOT_REPORTED
from dashboard.wording import pick, text
from warehouse.answers.indicators import fetch_parts

TOLERANCE = 1e-6
SHOWN = (YEARS, QUARTERS, LIFE)


@dataclass(frozen=True)
class Part:
    """One member of an indicator's split, and what is known of it by period."""

    member: str
    name: str
    cells: dict[Period, Row]


def index_parts(
    scope: str, dimension: str, periods: Sequence[Period]
) -> dict[str, list[Part]]:
    """Members of a split by metric, in their order, "not reported" the last.

    A member of whom nothing is known is left out: zero is known. What nobody reported
    stays.
    """
    found: dict[str, dict[str, Part]] = {}
    for row in ask(fetch_parts, scope, SHOWN, dimension).to_dicts():
        period = Period(row["grain"], row["period"])
        if period in periods:
            parts = found.setdefault(row["metric"], {})
            name = pick(row, "member_name") or row["member"]
            part = parts.setdefault(row["member"], Part(row["member"], name, {}))
            part.cells[period] = row
    return {
        metric: [part for part in parts.values() if _is_worth_a_row(part)]
        for metric, parts in found.items()
    }


def _is_worth_a_row(part: Part) -> bool:
    cells = part.cells.values()
    is_seen = any(cell[n] is not None for cell in cells for n in ("actual", "target"))
    return is_seen or part.member == NOT_REPORTED


def say_sum(parts: Sequence[Part], period: Period, whole: Row, indicator: Row) -> str:
    """What the parts add up to, and whether it is the whole."""
    values = [p.cells[period]["actual"] for p in parts if period in p.cells]
    if not values or whole["actual"] is None:
        return ""
    total = sum(value or 0 for value in values)
    key = "equal" if abs(total - whole["actual"]) <= TOLERANCE else "unequal"
    return text(
        f"tracking.sum_{key}",
        sum=format_figure(total, indicator),
        whole=format_figure(whole["actual"], indicator),
    )
