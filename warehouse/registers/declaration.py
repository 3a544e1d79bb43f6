"""What a declaration of a register consists of."""

from dataclasses import dataclass, field

import dataframely as dy
import polars as pl

from warehouse.registers.columns import Language, code, notes_of

SCOPES = ("programme", "institution", "example")


class Register(dy.Schema):
    """Columns that every register has: its scope, and the row's place in its file."""

    scope = code(
        "Scope",
        "Охват",
        SCOPES,
        required=True,
        default="programme",
        dimension="scope",
        synonyms=("Programme or institution", "Раздел", "Уровень охвата"),
        example="programme",
        note_en="The narrowest scope that holds for the row",
        note_ru="Самый узкий охват, верный для строки",
    )
    source_row = dy.Int64(nullable=True)


@dataclass(frozen=True)
class Dataset:
    """One kind of register file: its columns, rules and what makes a row unique.

    `row_en` and `row_ru` say what one row is; `sheet_en` and `sheet_ru` are titles
    short enough for a sheet of a workbook, where the full one is not.
    """

    name: str
    title_en: str
    title_ru: str
    schema: type[Register]
    natural_key: tuple[str, ...] = ()
    row_en: str = field(kw_only=True)
    row_ru: str = field(kw_only=True)
    sheet_en: str = field(default="", kw_only=True)
    sheet_ru: str = field(default="", kw_only=True)

    def title(self, language: Language) -> str:
        """What the register is called in one language."""
        return self.title_ru if language == "ru" else self.title_en

    def row(self, language: Language) -> str:
        """What one row is, in one language."""
        return self.row_ru if language == "ru" else self.row_en

    def sheet(self, language: Language) -> str:
        """The name of its sheet in a workbook."""
        short = self.sheet_ru if language == "ru" else self.sheet_en
        return short or self.title(language)

    @property
    def columns(self) -> dict[str, dy.Column]:
        """The columns that a file may have, by name, as declared."""
        declared = self.schema.columns()
        return {name: declared[name] for name in declared if name != "source_row"}

    @property
    def required_columns(self) -> tuple[str, ...]:
        """The columns that a file must have: not empty and without a default."""
        return tuple(
            name
            for name, column in self.columns.items()
            if not column.nullable and notes_of(column).default is None
        )

    @property
    def landed_types(self) -> dict[str, pl.DataType]:
        """Names and types of a landed file: the register's columns and provenance."""
        return {name: column.dtype for name, column in self.columns.items()} | {
            "provenance": pl.String(),
            "load_id": pl.String(),
            "source_file": pl.String(),
            "source_row": pl.Int64(),
            "source_column": pl.String(),
        }
