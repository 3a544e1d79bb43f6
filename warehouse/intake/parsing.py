"""From a file's own values to the declared types; what cannot be read becomes null."""

from collections.abc import Mapping

import dataframely as dy
import polars as pl

from warehouse.intake.dates import read_date
from warehouse.intake.numbers import read_identifier, read_number, read_whole
from warehouse.registers.code_words import load_code_words
from warehouse.registers.columns import notes_of
from warehouse.registers.headers import fold_header
from warehouse.settings import Settings

_TRUE = ("true", "1", "yes", "y", "да", "д", "+")
_FALSE = ("false", "0", "no", "n", "нет", "н", "-")
_NO_TEXT = ("Binary", "Object", "Duration")


def has_text(source: pl.DataType) -> bool:
    """Tell whether values of this type, or inside it, can be written as text."""
    return not any(name in str(source) for name in _NO_TEXT)


def read_text(rows: pl.DataFrame, column: str) -> pl.Expr:
    """The value as the file has it, as text without surrounding spaces, or null."""
    if rows.schema[column].is_nested() or not has_text(rows.schema[column]):
        return pl.when(pl.col(column).is_not_null()).then(pl.lit("?"))
    text = pl.col(column).cast(pl.String, strict=False).str.strip_chars()
    return pl.when(text != "").then(text)


def parse_column(
    rows: pl.DataFrame,
    name: str,
    column: dy.Column,
    *,
    settings: Settings,
    form: str | None = None,
) -> pl.Expr:
    """Give a column its declared type; null where a value is not of it.

    `form` is the format of its dates, where they need one; `settings` tell where the
    lists are whose words codes may be written in.
    """
    source = rows.schema[name]
    if not isinstance(source, pl.String | pl.Categorical | pl.Enum):
        return _from_typed(pl.col(name), source, column.dtype)
    text = read_text(rows, name)
    if words := list_words(column, settings):
        return _read_code(rows, name, words)
    match column:
        case dy.Date():
            return read_date(text, form)
        case dy.Bool():
            return _read_yes_no(text)
        case dy.Int64():
            return read_whole(text)
        case dy.Float64():
            return read_number(text, is_share=notes_of(column).unit == "percent")
    return read_identifier(text) if notes_of(column).is_identifier else text


def list_words(column: dy.Column, settings: Settings) -> Mapping[str, str]:
    """Codes, their words in both languages and other spellings, folded, with the code.

    Empty for a column that has no list.
    """
    notes = notes_of(column)
    known = load_code_words(settings.project_dir, settings.programme_dir)
    members = known.get(notes.dimension, {})
    codes = notes.codes or tuple(code for code in members if code != "not_reported")
    return {
        fold_header(word): code
        for code in codes
        for word in (*members.get(code, ()), *notes.spellings.get(code, ()), code)
    }


def _read_code(rows: pl.DataFrame, name: str, words: Mapping[str, str]) -> pl.Expr:
    """Unknown words stay as they are: the register's own rule refuses them."""
    text = read_text(rows, name)
    different = rows.select(text.unique()).to_series().drop_nulls()
    codes = {word: words.get(fold_header(word), word) for word in different}
    return text.replace_strict(codes, default=None, return_dtype=pl.String)


def _read_yes_no(text: pl.Expr) -> pl.Expr:
    folded = text.str.to_lowercase()
    return (
        pl.when(folded.is_in(_TRUE))
        .then(pl.lit(True))
        .when(folded.is_in(_FALSE))
        .then(pl.lit(False))
    )


def _from_typed(value: pl.Expr, source: pl.DataType, target: pl.DataType) -> pl.Expr:
    """Only casts that keep the meaning; a date, say, is never made from a number."""
    if source == target:
        return value
    if source.is_float() and target == pl.String:
        return _write_float(value)
    if source.is_numeric() and target.is_integer():
        whole = value.cast(target, strict=False)
        return pl.when(whole.cast(pl.Float64) == value.cast(pl.Float64)).then(whole)
    allowed = (
        (source.is_numeric() and (target.is_numeric() or target == pl.String))
        or (isinstance(source, pl.Datetime) and target == pl.Date)
        or (source == pl.Date and target == pl.String)
    )
    if not allowed:
        return pl.lit(None, dtype=target)
    return value.cast(target, strict=False)


def _write_float(value: pl.Expr) -> pl.Expr:
    """An id that became a float is itself again while a float has all its digits."""
    whole = value.cast(pl.Int64, strict=False)
    is_exact = (whole.cast(pl.Float64) == value) & (value.abs() < 2**53)
    return pl.when(is_exact).then(whole.cast(pl.String))
