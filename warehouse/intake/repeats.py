"""Rows of one file that have the natural key of an earlier row."""

import polars as pl

from warehouse.intake.validation import Verdict
from warehouse.registers import Dataset


class KeyWatch:
    """Remembers the natural keys of a file's accepted rows, batch after batch."""

    def __init__(self, dataset: Dataset) -> None:
        self._key = list(dataset.natural_key)
        self._seen = pl.DataFrame(schema=dataset.landed_types).select(self._key)

    def split(self, verdict: Verdict) -> Verdict:
        """Move rows that repeat a key from accepted to the faults `duplicate_key`."""
        if not self._key:
            return verdict
        rows = verdict.accepted
        first = rows.unique(self._key, keep="first", maintain_order=True)
        first = first.join(self._seen, on=self._key, how="anti", maintain_order="left")
        repeated = rows.join(first, on="source_row", how="anti", maintain_order="left")
        self._seen = pl.concat([self._seen, first.select(self._key)])
        faults = pl.concat([verdict.faults, self._describe(repeated)])
        return Verdict(first, faults.sort("source_row", maintain_order=True))

    def _describe(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.select(
            "source_row",
            column=pl.lit(", ".join(self._key)),
            rule=pl.lit("duplicate_key"),
            value=pl.concat_str(pl.col(self._key).cast(pl.String), separator="; "),
            parameters=pl.lit("{}"),
        )
