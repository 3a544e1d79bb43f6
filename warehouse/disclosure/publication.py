"""What a reader of the public edition sees of linked tables."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
import polars as pl

from warehouse.disclosure.cells import Flags, LinkedTables, Numbers


@dataclass(frozen=True)
class SmallCellRule:
    """Which cells are small, and how uncertain a hidden one has to stay.

    Source: the threshold rule for frequency tables, Hundepool et al., "Statistical
    Disclosure Control" (2012), chapter 5; k is the fewest people that may be shown.
    """

    k: int = 11

    def is_small(self, people: Numbers) -> Flags:
        """Whether values rest on one to k − 1 people."""
        return (people >= 1) & (people < self.k)

    def is_wide(self, lower: Numbers, upper: Numbers) -> Flags:
        """Whether intervals are k − 1 wide, begin below k and end at k or above."""
        is_wide: Flags = upper - lower >= self.k - 1
        return is_wide & (lower <= self.k - 1) & (upper >= self.k)


class CellState(StrEnum):
    """What a reader is told of a cell."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNPUBLISHED = "unpublished"
    """The cell is of no published table, or its table was dropped, zeros included."""


@dataclass(frozen=True)
class Publication:
    """Linked tables with the cells that are hidden and the tables that are dropped."""

    tables: LinkedTables
    is_hidden: Flags
    dropped: tuple[str, ...] = ()

    @cached_property
    def is_published(self) -> Flags:
        """Whether the cell's table is in the public edition, its zeros included."""
        kept = ~np.isin(self.tables.table_names, list(self.dropped))
        return self.tables.is_published & (kept | self.tables.is_fixed)

    @cached_property
    def is_shown(self) -> Flags:
        """Whether a reader sees the value."""
        return self.is_published & ~self.is_hidden

    def hide(self, positions: Collection[int] | Numbers) -> "Publication":
        """The same with more cells hidden."""
        is_hidden = self.is_hidden.copy()
        is_hidden[list(positions)] = True
        return replace(self, is_hidden=is_hidden & self.is_published)

    def to_frame(self) -> pl.DataFrame:
        """One row per cell: cell, table, state, value (null where it is not shown)."""
        frame = pl.DataFrame(
            {
                "cell": pl.Series((x.id for x in self.tables.cells), dtype=pl.String),
                "table": self.tables.table_names,
                "value": self.tables.values,
                "is_hidden": self.is_hidden,
                "is_published": self.is_published,
            }
        )
        state = (
            pl.when(~pl.col("is_published"))
            .then(pl.lit(CellState.UNPUBLISHED.value))
            .when("is_hidden")
            .then(pl.lit(CellState.HIDDEN.value))
            .otherwise(pl.lit(CellState.SHOWN.value))
        )
        value = pl.when(state == CellState.SHOWN.value).then("value")
        return frame.select("cell", "table", state.alias("state"), value.alias("value"))


def hide_small(
    tables: LinkedTables, rule: SmallCellRule, dropped: tuple[str, ...] = ()
) -> Publication:
    """Primary suppression: every small cell is hidden but for published facts.

    Zeros stay: that nobody came is no fact about anybody.
    """
    empty = np.zeros(len(tables.cells), dtype=bool)
    everything = Publication(tables, empty, dropped)
    return everything.hide(np.flatnonzero(find_sensitive(tables, rule)))


def find_secret(publication: Publication, rule: SmallCellRule) -> Flags:
    """Sensitive cells that the public edition must not give away."""
    return find_sensitive(publication.tables, rule) & ~publication.is_shown


def find_sensitive(tables: LinkedTables, rule: SmallCellRule) -> Flags:
    """Cells whose value nobody may find out, published or not."""
    return rule.is_small(tables.people) & ~tables.is_fixed
