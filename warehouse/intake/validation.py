"""Rows judged by their declaration: accepted, or quarantined with every fault."""

from dataclasses import dataclass
from typing import Any

import dataframely as dy
import polars as pl

from warehouse.intake.faults import ID, list_faults, unite_faults
from warehouse.intake.linking import link
from warehouse.intake.recognition import Recognised
from warehouse.intake.references import Known
from warehouse.intake.remarks import find_outside_years
from warehouse.intake.sheets import RAGGED, ROW
from warehouse.intake.values import read_values
from warehouse.registers.columns import notes_of
from warehouse.settings import Settings

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
    """One batch judged: typed accepted rows with `row_id`, one line per fault of the
    others, and one per remark on rows that were accepted all the same.
    """

    accepted: pl.DataFrame
    faults: pl.DataFrame
    remarks: pl.DataFrame


def judge(
    rows: pl.DataFrame, recognised: Recognised, known: Known, settings: Settings
) -> Verdict:
    """Validate one batch row by row.

    `rows` has declared columns as the file has them, `row_id` and `is_ragged`. A fault
    names its row, column, rule, the value as the file has it and, as JSON, the rule's
    parameters, from which a message in any language can be made.
    """
    values = read_values(rows, recognised, settings)
    linked, unknown = link(values.typed, recognised.dataset, known)
    # dataframely knows the row's number under the name that the register declares.
    accepted, failure = recognised.dataset.schema.filter(linked.rename({ID: ROW}))
    broken = _list_broken_rules(failure.details().rename({ROW: ID}), recognised)
    found = unite_faults([_find_ragged(rows), *values.faults, *unknown])
    own = broken.join(found, on=[ID, "column"], how="anti")
    faults = unite_faults([found, own])
    kept = accepted.rename({ROW: ID}).join(
        faults, on=ID, how="anti", maintain_order="left"
    )
    return Verdict(kept, faults, find_outside_years(kept, recognised.dataset, known))


def _find_ragged(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with more fields than headers: nobody knows which value is whose."""
    ragged = rows.filter(RAGGED).select(ID, value=pl.lit(None, dtype=pl.String))
    return list_faults(ragged, "", "too_many_fields")


def _list_broken_rules(details: pl.DataFrame, recognised: Recognised) -> pl.DataFrame:
    """One line per row and broken rule, from dataframely's column per rule."""
    columns = recognised.dataset.columns
    found = []
    for rule in details.columns:
        if rule in columns or rule == ID:
            continue
        rows = details.filter(pl.col(rule) == "invalid")
        name, _, check = rule.rpartition("|")
        shown = [name] if name else _columns_of(rule, recognised)
        parameters = _parameters_of(columns[name]) if name else {}
        found.append(
            list_faults(
                rows.select(ID, value=_show(shown)),
                ", ".join(shown),
                _RULE_CODES.get(check, check),
                parameters,
            )
        )
    return unite_faults(found)


def _show(columns: list[str]) -> pl.Expr:
    """The value of one column; of several, each with its name."""
    if len(columns) == 1:
        return _write(columns[0])
    named = [pl.format(f"{name}={{}}", _write(name)) for name in columns]
    return pl.concat_str(named, separator="; ", ignore_nulls=True)


def _write(name: str) -> pl.Expr:
    """A value as text; of a decimal number without a decimal, without its point."""
    return pl.col(name).cast(pl.String).str.strip_suffix(".0")


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
