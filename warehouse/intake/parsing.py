"""From a file's own values to the declared types; what cannot be read becomes null."""

import dataframely as dy
import polars as pl

from warehouse.intake.recognition import Recognised
from warehouse.registers.columns import notes_of

_TRUE = ("true", "1")
_FALSE = ("false", "0")
_NO_TEXT = ("Binary", "Object", "Duration")


def parse(batch: pl.DataFrame, recognised: Recognised) -> pl.DataFrame:
    """Give every declared column its type, with defaults where a value is missing.

    `batch` has the file's headers and `source_row`; so has the result, with all the
    columns of the declaration, each null where its text is not of its type.
    """
    headers = {name: header for header, name in recognised.names.items()}
    columns = recognised.dataset.columns
    return batch.select(
        *(
            _parse_column(batch, headers.get(name), column).alias(name)
            for name, column in columns.items()
        ),
        "source_row",
    )


def has_text(source: pl.DataType) -> bool:
    """Tell whether values of this type, or inside it, can be written as text."""
    return not any(name in str(source) for name in _NO_TEXT)


def read_text(batch: pl.DataFrame, header: str) -> pl.Expr:
    """The value as the file has it, as text without surrounding spaces, or null."""
    if batch.schema[header].is_nested() or not has_text(batch.schema[header]):
        return pl.lit("?")
    text = pl.col(header).cast(pl.String, strict=False).str.strip_chars()
    return pl.when(text != "").then(text)


def _parse_column(
    batch: pl.DataFrame, header: str | None, column: dy.Column
) -> pl.Expr:
    default = pl.lit(notes_of(column).default, dtype=column.dtype)
    if header is None:
        return default
    source = batch.schema[header]
    if isinstance(source, pl.String | pl.Categorical | pl.Enum):
        parsed = _from_text(read_text(batch, header), column.dtype)
    else:
        parsed = _from_typed(pl.col(header), source, column.dtype)
    return parsed.fill_null(default)


def _from_text(value: pl.Expr, target: pl.DataType) -> pl.Expr:
    if target == pl.Date:
        return value.str.to_date("%Y-%m-%d", strict=False)
    if target == pl.Boolean:
        folded = value.str.to_lowercase()
        return (
            pl.when(folded.is_in(_TRUE))
            .then(pl.lit(True))
            .when(folded.is_in(_FALSE))
            .then(pl.lit(False))
        )
    return value.cast(target, strict=False)


def _from_typed(value: pl.Expr, source: pl.DataType, target: pl.DataType) -> pl.Expr:
    """Only casts that keep the meaning; a date, say, is never made from a number."""
    if source == target:
        return value
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
