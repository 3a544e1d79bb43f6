"""The kinds of column a register may have, each with its headers and notes."""

from dataclasses import dataclass
from typing import Any, Literal

import dataframely as dy
import polars as pl

Language = Literal["en", "ru"]


@dataclass(frozen=True)
class ColumnNotes:
    """What a person needs to know to fill a column in."""

    header_en: str
    header_ru: str
    note_en: str = ""
    note_ru: str = ""
    unit: str = ""
    codes: tuple[str, ...] = ()
    default: str | int | None = None

    def header(self, language: Language) -> str:
        """The header in one language."""
        return self.header_ru if language == "ru" else self.header_en


def notes_of(column: dy.Column) -> ColumnNotes:
    """The notes of a declared column.

    Raises:
        KeyError: the column was not declared through this module.
    """
    notes: ColumnNotes = (column.metadata or {})["notes"]
    return notes


def text(en: str, ru: str, *, required: bool = False, **notes: Any) -> dy.String:
    """Free text or an identifier, without leading or trailing spaces."""
    return dy.String(
        nullable=not required, metadata={"notes": ColumnNotes(en, ru, **notes)}
    )


def code(
    en: str, ru: str, codes: tuple[str, ...], *, required: bool = False, **notes: Any
) -> dy.String:
    """A code from a closed list."""

    def in_list(value: pl.Expr) -> pl.Expr:
        return value.is_in(codes)

    return dy.String(
        nullable=not required,
        check={"in_list": in_list},
        metadata={"notes": ColumnNotes(en, ru, codes=codes, **notes)},
    )


def whole(
    en: str,
    ru: str,
    *,
    low: int | None = 0,
    high: int | None = None,
    required: bool = False,
    **notes: Any,
) -> dy.Int64:
    """A whole number, `low` and `high` included."""
    return dy.Int64(
        nullable=not required,
        min=low,
        max=high,
        metadata={"notes": ColumnNotes(en, ru, **notes)},
    )


def number(
    en: str,
    ru: str,
    *,
    low: float | None = None,
    high: float | None = None,
    required: bool = False,
    **notes: Any,
) -> dy.Float64:
    """A decimal number, `low` and `high` included."""
    return dy.Float64(
        nullable=not required,
        min=low,
        max=high,
        metadata={"notes": ColumnNotes(en, ru, **notes)},
    )


def day(en: str, ru: str, *, required: bool = False, **notes: Any) -> dy.Date:
    """A date, in text files as year-month-day."""
    return dy.Date(
        nullable=not required, metadata={"notes": ColumnNotes(en, ru, **notes)}
    )


def yes_no(en: str, ru: str, **notes: Any) -> dy.Bool:
    """True or false; empty where nobody said."""
    return dy.Bool(nullable=True, metadata={"notes": ColumnNotes(en, ru, **notes)})
