"""Rows of one file that repeat an earlier one."""

import polars as pl

from warehouse.intake.faults import ID, list_faults, unite_faults
from warehouse.intake.validation import Verdict
from warehouse.registers import Dataset


class KeyWatch:
    """Remembers a file's accepted rows, batch after batch.

    With a natural key, a second row of the same key is at fault. Without one, identical
    rows are real until somebody says otherwise: they stay and are counted.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._key = list(dataset.natural_key)
        self._seen = pl.DataFrame(schema=dataset.landed_types).select(self._key)
        self._hashes: list[pl.Series] = []

    def split(self, verdict: Verdict) -> Verdict:
        """Move rows that repeat a key from accepted to the faults `duplicate_key`."""
        rows = verdict.accepted
        if not self._key:
            self._hashes.append(rows.drop(ID).hash_rows())
            return verdict
        first = rows.unique(self._key, keep="first", maintain_order=True)
        first = first.join(self._seen, on=self._key, how="anti", maintain_order="left")
        repeated = rows.join(first, on=ID, how="anti", maintain_order="left")
        self._seen = pl.concat([self._seen, first.select(self._key)])
        faults = unite_faults([verdict.faults, self._describe(repeated)])
        remarks = verdict.remarks.join(repeated, on=ID, how="anti")
        return Verdict(first, faults, remarks)

    def count_identical(self) -> int:
        """How many rows repeat an earlier one in every column."""
        if not self._hashes:
            return 0
        hashes = pl.concat(self._hashes)
        return hashes.len() - hashes.n_unique()

    def _describe(self, rows: pl.DataFrame) -> pl.DataFrame:
        value = pl.concat_str(pl.col(self._key).cast(pl.String), separator="; ")
        return list_faults(
            rows.select(ID, value=value), ", ".join(self._key), "duplicate_key"
        )
