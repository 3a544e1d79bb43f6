"""Rows held back, and the rows that mend them: one row has one id in every file."""

import re

import polars as pl

from warehouse.intake.faults import ID, list_faults, unite_faults
from warehouse.intake.matching import QUARANTINE_ID
from warehouse.intake.sheets import COLUMN, ROW
from warehouse.intake.validation import Verdict

_LOAD = r"^([a-z_]+-[0-9a-f]{12})(?:-\d+)?"
_NAMED = _LOAD + r":\d+(?::|$)"


def name_rows(rows: pl.DataFrame, load_id: str) -> pl.DataFrame:
    """Give every row its `quarantine_id`: the one that it names, or its own place.

    The place is the load without its number, the row and, of a wide table, the column:
    it stays the same when the file is judged anew.
    """
    load = pl.lit(_name_content(load_id))
    parts = (load, pl.col(ROW).cast(pl.String), pl.col(COLUMN))
    place = pl.concat_str(parts, separator=":", ignore_nulls=True)
    if QUARANTINE_ID not in rows.columns:
        return rows.with_columns(place.alias(QUARANTINE_ID))
    told = pl.col(QUARANTINE_ID).cast(pl.String, strict=False).str.strip_chars()
    named = pl.when(told.str.contains(_NAMED)).then(told.str.replace(_LOAD, "$1"))
    return rows.with_columns(pl.coalesce(named, place).alias(QUARANTINE_ID))


def hold_mended(verdict: Verdict, rows: pl.DataFrame, mended: pl.Series) -> Verdict:
    """Move rows that count already in another load to the faults `already_mended`."""
    if mended.is_empty():
        return verdict
    again = rows.filter(pl.col(QUARANTINE_ID).is_in(mended.implode()))
    held = verdict.accepted.join(again, on=ID, how="semi")
    if held.is_empty():
        return verdict
    nothing = held.select(ID, value=pl.lit(None, dtype=pl.String))
    found = list_faults(nothing, "", "already_mended")
    return Verdict(
        verdict.accepted.join(held, on=ID, how="anti", maintain_order="left"),
        unite_faults([verdict.faults, found]),
        verdict.remarks.join(held, on=ID, how="anti"),
    )


def _name_content(load_id: str) -> str:
    """The load without the number that tells readings of the same bytes apart."""
    return re.sub(r"(?<=-[0-9a-f]{12})-\d+$", "", load_id)
