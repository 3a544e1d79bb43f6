"""The values of a batch: typed, or at fault because nobody could read them."""

from dataclasses import dataclass

import dataframely as dy
import polars as pl

from warehouse.intake.contacts import HIDDEN, has_contact
from warehouse.intake.faults import ID, list_faults
from warehouse.intake.identity import PERSON
from warehouse.intake.numbers import is_ambiguous, read_identifier
from warehouse.intake.parsing import list_words, parse_values, read_text
from warehouse.intake.recognition import Recognised
from warehouse.registers.columns import notes_of
from warehouse.settings import Settings


@dataclass(frozen=True)
class Values:
    """Declared columns with `row_id`, each null where its value is at fault."""

    typed: pl.DataFrame
    faults: list[pl.DataFrame]


def read_values(
    rows: pl.DataFrame, recognised: Recognised, settings: Settings
) -> Values:
    """Type what the file has, and put defaults where it has nothing.

    `rows` has declared columns as the file has them, and `row_id`.
    """
    columns = recognised.dataset.columns
    given = [name for name in columns if name in rows.columns]
    texts = rows.select(read_text(rows, name).alias(name) for name in given)
    read = [
        parse_values(
            rows[name],
            texts[name],
            columns[name],
            settings,
            recognised.formats.get(name),
        ).alias(name)
        for name in given
    ]
    typed = rows.select(ID).with_columns(read)
    faults = [_find_unread(texts, typed, name, columns[name]) for name in given]
    faults += [_find_hidden(texts, typed[ID], name) for name in given]
    faults += [
        _find_unlisted(typed, name, columns[name], settings)
        for name in given
        if notes_of(columns[name]).is_closed
    ]
    faults += [
        _find_contacts(typed, name, columns[name])
        for name in given
        if isinstance(columns[name], dy.String) and not notes_of(columns[name]).codes
    ]
    return Values(_fill_defaults(typed, columns), faults)


def _fill_defaults(typed: pl.DataFrame, columns: dict[str, dy.Column]) -> pl.DataFrame:
    def fill(name: str, column: dy.Column) -> pl.Expr:
        default = pl.lit(notes_of(column).default, dtype=column.dtype)
        if name not in typed.columns:
            return default.alias(name)
        return pl.col(name).fill_null(default)

    return typed.select(ID, *(fill(name, column) for name, column in columns.items()))


def _find_unread(
    texts: pl.DataFrame, typed: pl.DataFrame, name: str, column: dy.Column
) -> pl.DataFrame:
    """Values that are there but not of their column's type."""
    is_unread = texts[name].is_not_null() & typed[name].is_null()
    found = pl.DataFrame({ID: typed[ID], "value": texts[name]}).filter(is_unread)
    return list_faults(found, name, _name_rule(column), {"type": _name_type(column)})


def _find_hidden(texts: pl.DataFrame, ids: pl.Series, name: str) -> pl.DataFrame:
    """Values that a quarantine workbook left out, and nobody filled in again."""
    found = pl.DataFrame({ID: ids, "value": texts[name]}).filter(
        pl.col("value") == HIDDEN
    )
    return list_faults(found, name, "hidden_value")


def _name_rule(column: dy.Column) -> pl.Expr:
    value = pl.col("value")
    if isinstance(column, dy.Float64):
        is_doubtful = is_ambiguous(value)
        return (
            pl.when(is_doubtful)
            .then(pl.lit("ambiguous_number"))
            .otherwise(pl.lit("wrong_type"))
        )
    if notes_of(column).is_identifier:
        is_cut = read_identifier(value).is_null()
        return (
            pl.when(is_cut)
            .then(pl.lit("identifier_as_float"))
            .otherwise(pl.lit("wrong_type"))
        )
    return pl.lit("wrong_type")


def _name_type(column: dy.Column) -> str:
    kinds = {
        dy.Date: "date",
        dy.Bool: "yes_no",
        dy.Int64: "whole",
        dy.Float64: "number",
    }
    return next((w for kind, w in kinds.items() if isinstance(column, kind)), "text")


def _find_unlisted(
    typed: pl.DataFrame, name: str, column: dy.Column, settings: Settings
) -> pl.DataFrame:
    """Values outside a list that the project keeps, not the declaration."""
    codes = sorted(set(list_words(column, settings).values()))
    found = typed.select(ID, value=pl.col(name)).filter(~pl.col("value").is_in(codes))
    return list_faults(found, name, "not_in_list", {"codes": codes})


def _find_contacts(typed: pl.DataFrame, name: str, column: dy.Column) -> pl.DataFrame:
    """Addresses and numbers in text and ids; in a person's id all without a digit."""
    value = pl.col("value")
    is_found = has_contact(value, is_id=notes_of(column).is_identifier)
    if name == PERSON:
        is_found |= ~value.str.contains(r"\d")
    found = typed.select(ID, value=pl.col(name)).filter(is_found)
    return list_faults(found, name, "direct_identifier")
