"""What hiding costs the reader: cells and people that the public edition lacks."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from warehouse.disclosure.publication import (
    Publication,
    SmallCellRule,
    find_sensitive,
)


@dataclass(frozen=True)
class Loss:
    """Losses by table, with columns as `measure_loss` describes them."""

    by_table: pl.DataFrame

    @property
    def cells_ratio(self) -> float:
        """Share of cells that a reader cannot see, zeros counted as cells."""
        hidden = self._sum("hidden_small_count") + self._sum("hidden_other_count")
        return (hidden + self._sum("dropped_count")) / max(1, self._sum("cell_count"))

    @property
    def people_ratio(self) -> float:
        """Share of people whose cell is not shown, once for each table they are in."""
        return self._sum("lost_people_count") / max(1, self._sum("people_count"))

    def _sum(self, column: str) -> int:
        return int(self.by_table[column].sum())


def measure_loss(publication: Publication, rule: SmallCellRule) -> Loss:
    """One row per table that was to be published.

    Columns: table; cell_count, of them zero_count; hidden_small_count (they rest on
    fewer than k people), hidden_other_count (they would give others away),
    dropped_count (the whole table is left out); people_count, the people behind all
    cells, and lost_people_count, those behind cells that are not shown.
    """
    tables = publication.tables
    is_small = find_sensitive(tables, rule)
    is_dropped = ~publication.is_published
    cells = pl.DataFrame(
        {
            "table": tables.table_names,
            "zero_count": tables.values == 0,
            "hidden_small_count": publication.is_hidden & is_small,
            "hidden_other_count": publication.is_hidden & ~is_small,
            "dropped_count": is_dropped,
            "people_count": tables.people,
            "lost_people_count": np.where(publication.is_shown, 0, tables.people),
        }
    ).filter(pl.Series(tables.is_published))
    counts = cells.group_by("table", maintain_order=True).agg(
        pl.len().alias("cell_count"), pl.exclude("table").cast(pl.Int64).sum()
    )
    return Loss(counts)
