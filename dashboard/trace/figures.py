"""What one figure is called in an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

TOTAL = "total"
_PARTS = (6, 8)


@dataclass(frozen=True)
class FigureId:
    """One value of `mart_metric_value`, or of `mart_metric_cell` with a second pair.

    `period` is the first day of the period.
    """

    metric: str
    scope: str
    grain: str
    period: date
    dimension: str = TOTAL
    member: str = TOTAL
    dimension_2: str | None = None
    member_2: str | None = None

    def write(self) -> str:
        """As an address has it: `attendances:example:year:2009-01-01:sex:female`."""
        parts = (
            self.metric,
            self.scope,
            self.grain,
            self.period.isoformat(),
            self.dimension,
            self.member,
            self.dimension_2,
            self.member_2,
        )
        return ":".join(part for part in parts if part is not None)


def read_figure(written: str) -> FigureId | None:
    """The figure that an address names; None where it names none."""
    parts = written.split(":")
    if len(parts) not in _PARTS or not all(parts):
        return None
    try:
        period = date.fromisoformat(parts[3])
    except ValueError:
        return None
    metric, scope, grain, _, *members = parts
    return FigureId(metric, scope, grain, period, *members)


def write_figure(row: Mapping[str, Any]) -> str | None:
    """What a row's figure is called in an address; none where no mart has the row."""
    return identify(row).write() if row.get("is_in_mart", True) else None


def identify(row: Mapping[str, Any]) -> FigureId:
    """The figure of a row of a mart of values."""
    return FigureId(
        row["metric"],
        row["scope"],
        row["grain"],
        row["period"],
        row.get("dimension") or TOTAL,
        row.get("member") or TOTAL,
        row.get("dimension_2"),
        row.get("member_2"),
    )
