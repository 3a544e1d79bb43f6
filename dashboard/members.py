"""Members of the warehouse's dimensions: their names, and which come first."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.data import ask
from dashboard.wording import pick
from warehouse.answers.statements import fetch_members

NOT_REPORTED = "not_reported"
ORDERED = ("age_band", "partnership_stage", "training")
"""Dimensions whose members stand in their own order, not by value."""

Row = dict[str, Any]


def name_members(dimension: str) -> dict[str, str]:
    """Codes of a short list with their names, in the list's order."""
    rows = ask(fetch_members, (dimension,)).to_dicts()
    return {row["member"]: pick(row, "name") for row in rows}


def rank_members(
    cells: pl.DataFrame, columns: Sequence[str], rollup_time: str, **kept: pl.Expr
) -> list[Row]:
    """One row per member, or pair of members, the largest first.

    Amounts that add up over time are ranked by their sum; shares, stocks, distinct
    counts and the like by the latest value known.

    Args:
        cells: `columns` and `value` of each period, the oldest first.
        kept: what else to keep of a member.
    """
    value = pl.col("value").drop_nulls()
    size = value.sum() if rollup_time == "sum" else value.last()
    found = cells.group_by(*columns, maintain_order=True).agg(size=size, **kept)
    return sorted(found.to_dicts(), key=lambda row: _rank(row, columns))


def _rank(row: Row, columns: Sequence[str]) -> tuple[Any, ...]:
    size = row["size"]
    return (size is None, -(size or 0), *map(row.get, columns))
