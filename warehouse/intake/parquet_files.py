"""Parquet files, whose columns have types already."""

from functools import partial
from pathlib import Path

import polars as pl

from warehouse.intake.problems import UnreadableFileError
from warehouse.intake.sheets import (
    BATCH_ROWS,
    RAGGED,
    ROW,
    Batches,
    Sheet,
    name_columns,
)


def open_parquet(path: Path) -> Sheet:
    """Look at a Parquet file; its first row stands at 2, as if headers were above it.

    Raises:
        UnreadableFileError: damaged bytes.
    """
    try:
        headers = tuple(_scan(path).collect_schema().names())
    except pl.exceptions.PolarsError as error:
        raise UnreadableFileError(path) from error
    return Sheet(None, (headers,), partial(_read, path, headers))


def _scan(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def _read(path: Path, headers: tuple[str, ...], skip: int, width: int) -> Batches:
    names = dict(zip(headers, name_columns(width), strict=True))
    row = skip + 1
    try:
        for batch in _scan(path).collect_batches(
            chunk_size=BATCH_ROWS, maintain_order=True
        ):
            numbers = pl.int_range(row, row + pl.len(), dtype=pl.Int64).alias(ROW)
            yield batch.rename(names).with_columns(numbers, pl.lit(False).alias(RAGGED))
            row += batch.height
    except pl.exceptions.PolarsError as error:
        raise UnreadableFileError(path) from error
