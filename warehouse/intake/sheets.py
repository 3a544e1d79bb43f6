"""A table as it lies in a file, before anybody knows which register it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

HEAD_ROWS = 40
"""So many rows are looked at to find the headers."""

BATCH_ROWS = 500_000
MOST_COLUMNS = 1_000
"""A register has some twenty; what has a thousand is no register (2026)."""

ROW = "source_row"
COLUMN = "source_column"
RAGGED = "is_ragged"

Batches = Iterator[pl.DataFrame]


@dataclass(frozen=True)
class Sheet:
    """One table of a file.

    `head` has the first rows as text. `read(skip, width)` yields the rows below the
    first `skip` ones: columns "0", "1", … up to `width`, `source_row` (the row's number
    in the file, from 1, headers and titles counted) and `is_ragged` (there is more in
    the row than `width` columns). Rows without any value are left out.
    `content_sha256` tells sheets apart where a file has several. `formulas` are the
    places (row from 1, column from 0) of cells that are computed.
    """

    name: str | None
    head: tuple[tuple[str, ...], ...]
    read: Callable[[int, int], Batches]
    is_hidden: bool = False
    formulas: tuple[tuple[int, int], ...] = ()
    encoding: str | None = None
    content_sha256: str | None = None


def name_columns(width: int) -> list[str]:
    """The names of the first `width` columns of a batch."""
    return [str(position) for position in range(width)]


def finish_batch(rows: pl.DataFrame, width: int) -> pl.DataFrame:
    """Tell ragged rows, and leave out those without any value."""
    names = [name for name in rows.columns if name != ROW]
    beyond = [_has_value(rows, name) for name in names if int(name) >= width]
    flagged = rows.with_columns(
        pl.any_horizontal(beyond or [pl.lit(False)]).alias(RAGGED)
    )
    filled = [_has_value(rows, name) for name in names]
    kept = name_columns(min(width, len(names)))
    return flagged.filter(pl.any_horizontal(filled or [pl.lit(False)])).select(
        *kept,
        *(
            pl.lit(None, dtype=pl.String).alias(n)
            for n in name_columns(width)[len(kept) :]
        ),
        ROW,
        RAGGED,
    )


def _has_value(rows: pl.DataFrame, name: str) -> pl.Expr:
    if rows.schema[name] == pl.String:
        return pl.col(name).str.strip_chars().fill_null("") != ""
    return pl.col(name).is_not_null()
