"""How a view is drawn: what makes a strip or a row, what is a part of a column."""

from dataclasses import dataclass

import polars as pl

from dashboard.charts.parts import Part
from dashboard.explore.cells import (
    Key,
    Row,
    Subject,
    name_key,
    pick_rows,
    rank_keys,
)
from dashboard.members import NOT_REPORTED

PARTS = 6
STRIPS = 8
ROWS = 15


@dataclass(frozen=True)
class Layout:
    """What of a view is drawn, and where.

    Attributes:
        strip_columns: columns of the members that have a strip, or a row, of their own.
        part_column: the column of the members that columns and bars are divided by.
        strips: keys of the strips drawn, in their order.
        parts: members of `part_column`, in their order.
        found: how many strips there are, drawn or not.
        is_one_period: bars across instead of columns over time.
    """

    strip_columns: tuple[str, ...]
    part_column: str | None
    strips: tuple[Key, ...]
    parts: tuple[str, ...]
    found: int
    is_one_period: bool

    @property
    def is_single(self) -> bool:
        """Whether there is one figure and nothing to see it against."""
        return self.is_one_period and not self.strip_columns


def lay_out(cells: pl.DataFrame, subject: Subject) -> Layout:
    """The layout of a view's rows.

    Parts are laid upon each other only where they add up and colours can tell them
    apart; everything else has a strip of its own.
    """
    columns = ("member", "member_2")[: len(subject.view.dimensions)]
    is_one_period = cells["period"].n_unique() == 1
    part = _choose_part(cells, columns, subject, is_one_period)
    strips = tuple(column for column in columns if column != part)
    parts = [key for (key,) in rank_keys(cells, [part], subject)] if part else []
    drawn = rank_keys(cells, strips, subject, ROWS if is_one_period else STRIPS)
    found = len(rank_keys(cells, strips, subject))
    return Layout(strips, part, tuple(drawn), tuple(parts), found, is_one_period)


def _choose_part(
    cells: pl.DataFrame,
    columns: tuple[str, ...],
    subject: Subject,
    is_one_period: bool,
) -> str | None:
    """The last dimension with few enough members; a single row needs no parts."""
    lows = cells["value"].drop_nulls()
    if not subject.has_additive_parts or bool((lows < 0).any()):
        return None
    if is_one_period and len(columns) < 2:
        return None
    few = (c for c in reversed(columns) if _count_known(cells[c]) <= PARTS)
    return next(few, None)


def _count_known(members: pl.Series) -> int:
    return members.filter(members != NOT_REPORTED).n_unique()


def name_parts(layout: Layout, rows: list[Row]) -> list[Part]:
    """The parts with their names, in the order of their colours."""
    column = layout.part_column
    if column is None:
        return []
    names = {row[column]: name_key(row, [column]) for row in rows}
    return [
        Part(names[member], member == NOT_REPORTED)
        for member in layout.parts
        if member in names
    ]


def list_drawn(cells: pl.DataFrame, layout: Layout) -> list[Row]:
    """The rows that the chart shows."""
    return pick_rows(cells, layout.strip_columns, layout.strips)
