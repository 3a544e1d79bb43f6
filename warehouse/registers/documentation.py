"""docs/registers.md: what every register holds, written from the declarations."""

from pathlib import Path

import dataframely as dy

from warehouse.durability import replace_text
from warehouse.registers import DATASETS, Dataset
from warehouse.registers.code_words import load_code_words
from warehouse.registers.column_words import Wordbook
from warehouse.registers.columns import notes_of
from warehouse.registers.identifiers import DIRECT_IDENTIFIERS
from warehouse.settings import load_settings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "registers.md"

_INTRODUCTION = """\
# Registers

Written from the declarations in `warehouse/registers`; change those, not this page.

A register file is a table with a header in its first row, or in a later one under a
title. A column is known by its name, by its English or Russian header or by one of the
other headers below it; upper and lower case, ё and е, underscores and repeated spaces
make no difference. `python -m warehouse template OUT.xlsx` writes all registers as a
workbook to fill in.

An empty cell means that nobody knows; it is never read as zero. A column with a default
may be left out. Codes may be written as codes or in the words beside them.
"""

_PEOPLE = """\
## Columns about people

These headers name a direct identifier of a person. None of them is a column of a
register: what stands under them never leaves the intake, where a keyed code takes its
place. A file that has one is refused where there is no key.

| identifier | headers |
|---|---|
"""


def write_documentation(path: Path = PAGE) -> None:
    """Write the page anew.

    Raises:
        OSError: the folder is missing, or the seed with the words of codes.
    """
    replace_text(path, compose_documentation())


def compose_documentation() -> str:
    """The page as Markdown."""
    settings = load_settings()
    members = load_code_words(settings.project_dir, settings.programme_dir)
    words = Wordbook("en", members, {})
    contents = "\n".join(
        f"- [{dataset.title_en}](#{name}): {_lower(dataset.row_en)}"
        for name, dataset in DATASETS.items()
    )
    registers = "\n".join(_describe(dataset, words) for dataset in DATASETS.values())
    people = "".join(
        f"| {name} | {'; '.join(identifier.headers)} |\n"
        for name, identifier in DIRECT_IDENTIFIERS.items()
    )
    return f"{_INTRODUCTION}\n{contents}\n\n{registers}\n{_PEOPLE}{people}"


def _describe(dataset: Dataset, words: Wordbook) -> str:
    rows = "\n".join(_describe_column(dataset, name, words) for name in dataset.columns)
    others = "\n".join(
        f"- `{name}`: {'; '.join(notes_of(column).synonyms)}"
        for name, column in dataset.columns.items()
    )
    return f"""\
## {dataset.name}

**{dataset.title_en} / {dataset.title_ru}.** {dataset.row_en}. {_tell_key(dataset)}

| column | header, English | header, Russian | value | empty | note | example |
|---|---|---|---|---|---|---|
{rows}

Other headers that are understood:

{others}
"""


def _tell_key(dataset: Dataset) -> str:
    if not dataset.natural_key:
        return (
            "Rows have no key: equal rows are kept and reported, and a corrected file "
            "replaces a whole earlier load."
        )
    key = ", ".join(f"`{name}`" for name in dataset.natural_key)
    return (
        f"Natural key: {key}. A later file's row replaces the one with the same key; "
        "a second row of one key in one file is held back."
    )


def _describe_column(dataset: Dataset, name: str, words: Wordbook) -> str:
    column = dataset.columns[name]
    notes = notes_of(column)
    cells = (
        f"`{name}`",
        notes.header_en,
        notes.header_ru,
        _describe_value(column, words),
        _tell_empty(column),
        notes.note_en,
        notes.example,
    )
    return f"| {' | '.join(cells)} |"


def _describe_value(column: dy.Column, words: Wordbook) -> str:
    """Type, unit and the codes with their words."""
    notes = notes_of(column)
    parts = [_lower(words.describe_type(column))]
    if notes.unit:
        parts.append(_lower(words.say(f"unit.{notes.unit}")))
    listed = notes.codes or tuple(words.code_words.get(notes.dimension, ()))
    if listed:
        codes = (f"`{c}` {words.label(column, c)}" for c in listed)
        parts.append(", ".join(codes))
    return "; ".join(parts)


def _tell_empty(column: dy.Column) -> str:
    default = notes_of(column).default
    if default is not None:
        return f"`{default}`"
    return "allowed" if column.nullable else "no: required"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
