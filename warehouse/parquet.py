"""Parquet files written batch by batch, the same bytes for the same rows."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
import pyarrow as pa
from pyarrow import parquet

from warehouse.durability import sync_file, sync_folder

_BATCH_ROWS = 1 << 18


class ParquetStream:
    """Writes Polars frames of one schema to one file, one row group a frame.

    The Arrow schema is left out of the file's metadata, so that the bytes depend on
    the rows and the writer's version only.
    """

    def __init__(self, path: Path, types: Mapping[str, pl.DataType]) -> None:
        self._types = dict(types)
        self._schema = _convert(pl.DataFrame(schema=self._types)).schema
        self._writer = parquet.ParquetWriter(
            path, self._schema, compression="zstd", store_schema=False
        )
        self.row_count = 0

    def write(self, rows: pl.DataFrame) -> None:
        """Append rows; they must have the stream's columns, in any order."""
        if rows.is_empty():
            return
        table = _convert(rows.select(list(self._types)))
        self._writer.write_table(table.cast(self._schema), row_group_size=1 << 20)
        self.row_count += rows.height

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()


def filter_parquet(path: Path, keep: Callable[[pl.DataFrame], pl.Series]) -> None:
    """Leave only the rows of a file that `keep` is true of; all at once for readers."""
    written = path.with_name(f".tmp-{path.name}")
    with ParquetStream(written, pl.read_parquet_schema(path)) as stream:
        for batch in parquet.ParquetFile(path).iter_batches(_BATCH_ROWS):
            rows = pl.DataFrame(batch)
            stream.write(rows.filter(keep(rows)))
    sync_file(written)
    written.replace(path)
    sync_folder(path.parent)


def _convert(rows: pl.DataFrame) -> pa.Table:
    return rows.to_arrow(compat_level=pl.CompatLevel.oldest())
