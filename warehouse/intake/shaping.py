"""A sheet's rows under the names of the register's columns, as they were typed."""

from collections.abc import Iterator

import polars as pl

from warehouse.intake.identity import IDENTIFIER
from warehouse.intake.mapping import Unpivot
from warehouse.intake.matching import find_positions
from warehouse.intake.parsing import read_text
from warehouse.intake.recognition import Recognised
from warehouse.intake.sheets import COLUMN, RAGGED, ROW
from warehouse.registers.headers import fold_header


def iterate_rows(recognised: Recognised) -> Iterator[pl.DataFrame]:
    """Batches with the register's columns that the file has, direct identifiers under
    `identifier:…`, and `source_row`, `source_column`, `is_ragged`.
    """
    header = recognised.header
    for batch in recognised.sheet.read(header.skip, len(header.labels)):
        yield _take_values(_name_columns(batch, recognised), recognised)


def _name_columns(batch: pl.DataFrame, recognised: Recognised) -> pl.DataFrame:
    people = {IDENTIFIER + name: at for name, at in recognised.identifiers.items()}
    places = {**recognised.sources, **people}
    named = [pl.col(str(at)).alias(name) for name, at in places.items()]
    wide = recognised.mapping.unpivot if recognised.mapping else None
    if wide:
        return _unpivot(batch, named, wide, recognised.header.labels)
    blank = pl.lit(None, dtype=pl.String).alias(COLUMN)
    return batch.select(*named, ROW, RAGGED, blank)


def _unpivot(
    batch: pl.DataFrame, named: list[pl.Expr], wide: Unpivot, labels: tuple[str, ...]
) -> pl.DataFrame:
    """One row per cell that is filled in, the cells of a row one after the other."""
    parts = []
    for order, at in enumerate(find_positions(labels, wide.columns)):
        label = pl.lit(labels[at])
        cells = [label.alias(wide.name)] if wide.name else []
        cells += [read_text(batch, str(at)).alias(wide.value), label.alias(COLUMN)]
        part = batch.select(*named, ROW, RAGGED, *cells, pl.lit(order).alias("order"))
        parts.append(part.filter(pl.col(wide.value).is_not_null()))
    return pl.concat(parts).sort(ROW, "order").drop("order")


def _take_values(rows: pl.DataFrame, recognised: Recognised) -> pl.DataFrame:
    """Codes in place of the file's words, and constants where the file has nothing."""
    mapping = recognised.mapping
    if mapping is None:
        return rows
    for column, words in mapping.values.items():
        if column in rows.columns:
            rows = rows.with_columns(_translate(rows, column, words))
    return rows.with_columns(
        (read_text(rows, column) if column in rows.columns else pl.lit(None, pl.String))
        .fill_null(value)
        .alias(column)
        for column, value in mapping.constants.items()
    )


def _translate(rows: pl.DataFrame, column: str, words: dict[str, str]) -> pl.Series:
    """Words as headers are compared: without case, ё, or spaces that nobody sees."""
    text = rows.select(read_text(rows, column).alias(column)).to_series()
    codes = {fold_header(source): code for source, code in words.items()}
    different = text.drop_nulls().unique()
    meant = {word: codes.get(fold_header(word), word) for word in different}
    return text.replace_strict(meant, default=None, return_dtype=pl.String)
