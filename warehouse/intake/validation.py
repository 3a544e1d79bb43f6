"""Rows judged by their declaration: accepted, or quarantined with every fault."""

import json
from dataclasses import dataclass
from typing import Any

import dataframely as dy
import polars as pl

from warehouse.intake.parsing import parse, read_text
from warehouse.intake.recognition import Recognised
from warehouse.registers.columns import notes_of

FAULT_TYPES: dict[str, pl.DataType] = {
    "source_row": pl.Int64(),
    "column": pl.String(),
    "rule": pl.String(),
    "value": pl.String(),
    "parameters": pl.String(),
}

_RULE_CODES = {
    "nullability": "required",
    "min": "out_of_range",
    "max": "out_of_range",
    "check__in_list": "not_in_list",
    "inf": "not_a_number",
    "nan": "not_a_number",
}


@dataclass(frozen=True)
class Verdict:
    """One batch judged: typed accepted rows, and one line per fault of the others."""

    accepted: pl.DataFrame
    faults: pl.DataFrame


def judge(batch: pl.DataFrame, recognised: Recognised) -> Verdict:
    """Validate one batch (the file's headers and `source_row`) row by row.

    A fault names its row, column, rule, the value as the file has it and, as JSON,
    the rule's parameters, from which a message in any language can be made.
    """
    parsed = parse(batch, recognised)
    accepted, failure = recognised.dataset.schema.filter(parsed)
    unread = _find_unreadable(batch, parsed, recognised)
    broken = _list_broken_rules(failure.details(), recognised)
    faults = pl.concat(
        [unread, broken.join(unread, on=["source_row", "column"], how="anti")]
    )
    accepted_rows = accepted.join(faults, on="source_row", how="anti")
    return Verdict(accepted_rows, faults.sort("source_row", maintain_order=True))


def _find_unreadable(
    batch: pl.DataFrame, parsed: pl.DataFrame, recognised: Recognised
) -> pl.DataFrame:
    """Values that are there but not of their column's type."""
    found = [pl.DataFrame(schema=FAULT_TYPES)]
    for header, name in recognised.names.items():
        column = recognised.dataset.columns[name]
        if isinstance(column, dy.String) and batch.schema[header] == pl.String:
            continue
        value = read_text(batch, header)
        rows = batch.select("source_row", value=value).filter(
            pl.col("value").is_not_null() & parsed[name].is_null()
        )
        found.append(_describe(rows, name, "wrong_type", {"type": str(column.dtype)}))
    return pl.concat(found)


def _list_broken_rules(details: pl.DataFrame, recognised: Recognised) -> pl.DataFrame:
    """One line per row and broken rule, from dataframely's column per rule."""
    columns = recognised.dataset.columns
    found = [pl.DataFrame(schema=FAULT_TYPES)]
    for rule in details.columns:
        if rule in columns or rule == "source_row":
            continue
        rows = details.filter(pl.col(rule) == "invalid")
        name, _, check = rule.rpartition("|")
        shown = [name] if name else _columns_of(rule, recognised)
        parameters = _parameters_of(columns[name]) if name else {}
        found.append(
            _describe(
                rows.select("source_row", value=_show(shown)),
                ", ".join(shown),
                _RULE_CODES.get(check, check),
                parameters,
            )
        )
    return pl.concat(found)


def _show(columns: list[str]) -> pl.Expr:
    """The value of one column; of several, each with its name."""
    if len(columns) == 1:
        return pl.col(columns[0]).cast(pl.String)
    named = [pl.format(f"{name}={{}}", pl.col(name)) for name in columns]
    return pl.concat_str(named, separator="; ", ignore_nulls=True)


def _describe(
    rows: pl.DataFrame, column: str, rule: str, parameters: dict[str, Any]
) -> pl.DataFrame:
    return rows.select(
        "source_row",
        column=pl.lit(column),
        rule=pl.lit(rule),
        value="value",
        parameters=pl.lit(json.dumps(parameters)),
    )


def _columns_of(rule: str, recognised: Recognised) -> list[str]:
    """The columns that a rule over several columns looks at."""
    schema = recognised.dataset.schema
    expression: pl.Expr = getattr(schema, rule).validation_fn(schema)
    return list(dict.fromkeys(expression.meta.root_names()))


def _parameters_of(column: dy.Column) -> dict[str, Any]:
    if isinstance(column, dy.Int64 | dy.Float64):
        return {"min": column.min, "max": column.max}
    codes = notes_of(column).codes
    return {"codes": list(codes)} if codes else {}
