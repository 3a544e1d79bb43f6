"""Faults of rows: what is wrong, in which column, and how it may be mended."""

import json
from typing import Any

import polars as pl

from warehouse.intake.contacts import HIDDEN, hide_contacts
from warehouse.intake.numbers import FLOAT_LIKE

ID = "row_id"
"""Numbers the rows of a load; a wide row of a file gives several."""

FAULT_TYPES: dict[str, pl.DataType] = {
    ID: pl.Int64(),
    "column": pl.String(),
    "rule": pl.String(),
    "value": pl.String(),
    "parameters": pl.String(),
}


def list_faults(
    rows: pl.DataFrame, column: str, rule: str | pl.Expr, parameters: Any = None
) -> pl.DataFrame:
    """One fault per row of `rows`, which has `row_id` and the `value` at fault.

    `parameters` are those of the rule, or an expression that gives them as JSON.
    """
    given = (
        parameters
        if isinstance(parameters, pl.Expr)
        else pl.lit(json.dumps(parameters or {}, ensure_ascii=False))
    )
    return rows.select(
        pl.col(ID),
        column=pl.lit(column),
        rule=pl.lit(rule) if isinstance(rule, str) else rule,
        value=pl.col("value").cast(pl.String),
        parameters=given,
    )


def unite_faults(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """All faults, those of one row beside each other."""
    faults = pl.concat([pl.DataFrame(schema=FAULT_TYPES), *parts])
    return faults.sort(ID, maintain_order=True)


def hide(text: pl.Expr) -> pl.Expr:
    """What may be kept of a value that may name somebody: no address and no word."""
    is_word = text.str.contains(r"\p{L}") & ~text.str.contains(FLOAT_LIKE)
    return pl.when(is_word).then(pl.lit(HIDDEN)).otherwise(hide_contacts(text))
