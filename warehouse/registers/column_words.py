"""What to write into a column, in the words of one language."""

from dataclasses import dataclass
from typing import Any

import dataframely as dy

from warehouse.registers.code_words import Words, load_category_words, load_code_words
from warehouse.registers.columns import Language, notes_of
from warehouse.settings import Settings
from warehouse.wording import load_catalogue

_MOST_LETTERS = 60
"""Longer lists of values are for the cell's own list, not for a note."""


@dataclass(frozen=True)
class Wordbook:
    """One language, and the words of codes in it."""

    language: Language
    code_words: dict[str, Words]
    category_words: Words

    def say(self, key: str, /, **values: Any) -> str:
        """The words of a key of the catalogue, whatever the process speaks."""
        words = load_catalogue(self.language).gettext(key)
        return words.format(**values) if values else words

    def label(self, column: dy.Column, value: str) -> str:
        """A value as people write it: yes, a code's words, or the value itself."""
        if isinstance(column, dy.Bool):
            return self.say(f"answer.{value}")
        words = self._words_of(column).get(value, (value, value))
        return words[self.language == "ru"]

    def choices(self, column: dy.Column) -> tuple[str, ...]:
        """The values to choose from, in the order of their list; none for free ones."""
        if isinstance(column, dy.Bool):
            return (self.say("answer.true"), self.say("answer.false"))
        listed = notes_of(column).codes or tuple(self._words_of(column))
        return tuple(self.label(column, c) for c in listed if c != "not_reported")

    def describe_type(self, column: dy.Column) -> str:
        """The kind of value, a number's bounds included."""
        match column:
            case dy.Int64() | dy.Float64():
                return self._describe_number(column)
            case dy.Date():
                return self.say("type.date")
            case dy.Bool():
                return self.say("type.yes_no")
        notes = notes_of(column)
        if self._words_of(column):
            return self.say("type.list" if is_closed(column) else "type.offer")
        return self.say("type.id" if notes.is_identifier else "type.text")

    def explain(self, column: dy.Column) -> str:
        """All that a person needs to fill the column in, a line a thought."""
        notes = notes_of(column)
        required = not column.nullable and notes.default is None
        lines = [
            self.say("template.required") if required else "",
            self.describe_type(column),
            self.say(f"unit.{notes.unit}") if notes.unit else "",
            notes.note(self.language),
            self._list_values(column),
            self._tell_default(column),
        ]
        return "\n".join(line for line in lines if line)

    def _describe_number(self, column: dy.Int64 | dy.Float64) -> str:
        kind = "whole" if isinstance(column, dy.Int64) else "number"
        if column.max is not None:
            bounds = {"low": f"{column.min:g}", "high": f"{column.max:g}"}
            return self.say(f"type.{kind}_between", **bounds)
        if column.min is not None:
            return self.say(f"type.{kind}_at_least", low=f"{column.min:g}")
        return self.say(f"type.{kind}")

    def _list_values(self, column: dy.Column) -> str:
        listed = " / ".join(self.choices(column))
        is_short = len(listed) <= _MOST_LETTERS and not isinstance(column, dy.Bool)
        return listed if is_short else ""

    def _tell_default(self, column: dy.Column) -> str:
        default = notes_of(column).default
        if default is None:
            return ""
        value = self.label(column, str(default))
        return self.say("template.if_empty", value=value)

    def _words_of(self, column: dy.Column) -> Words:
        notes = notes_of(column)
        if notes.refers_to == "category":
            return self.category_words
        return self.code_words.get(notes.dimension, {})


def is_closed(column: dy.Column) -> bool:
    """Whether only the values of the column's list may stand in it."""
    notes = notes_of(column)
    is_listed = bool(notes.codes) or notes.is_closed or notes.refers_to == "category"
    return is_listed or isinstance(column, dy.Bool)


def open_wordbook(language: Language, settings: Settings) -> Wordbook:
    """The words for one language, with those of the programme's own categories.

    Raises:
        OSError: a seed with words of codes cannot be read.
    """
    return Wordbook(
        language,
        load_code_words(settings.project_dir, settings.programme_dir),
        load_category_words(settings.programme_dir),
    )
