"""The kinds of column a register may have, each with its headers and notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import dataframely as dy
import polars as pl

Language = Literal["en", "ru"]

Reference = Literal["event", "project", "municipality", "category", "metric"]
"""What a value may point to: another register's rows, a list, or a declared metric."""


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
    synonyms: tuple[str, ...] = ()
    """Other headers that people write, in either language."""
    example: str = ""
    """An invented value: a code, a number, true or false, a date as year-month-day."""
    example_ru: str = ""
    """The same for Russian readers, where it is words."""
    dimension: str = ""
    """Where the words of the codes stand: a dimension of members.csv.

    With `codes` the list is closed; without, it is an offer and other words may stand,
    unless `is_closed`.
    """
    is_closed: bool = False
    """Only the dimension's members may stand, though the declaration names none."""
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other ways to write a code, beside its words in members.csv."""
    is_identifier: bool = False
    refers_to: Reference | None = None

    def header(self, language: Language) -> str:
        """The header in one language."""
        return self.header_ru if language == "ru" else self.header_en

    def note(self, language: Language) -> str:
        """What to write, in one language; empty where the header says it all."""
        return self.note_ru if language == "ru" else self.note_en

    def example_in(self, language: Language) -> str:
        """The invented value for readers of one language."""
        return (self.example_ru if language == "ru" else "") or self.example


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


def identifier(en: str, ru: str, *, required: bool = False, **notes: Any) -> dy.String:
    """The id of a thing: text, even where it looks like a number."""
    return text(en, ru, required=required, is_identifier=True, **notes)


def reference(
    en: str, ru: str, to: Reference, *, required: bool = False, **notes: Any
) -> dy.String:
    """The id of a known thing; where it has a name, its name will do."""
    return identifier(en, ru, required=required, refers_to=to, **notes)


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
