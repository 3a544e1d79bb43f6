"""Every code that the registers may know a person by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from warehouse.intake.identity import (
    IDENTIFIER,
    make_code,
    normalise_name,
    tell_identities,
)

_NUMBERS = ("national_id", "passport", "phone")
_KINDS = (*_NUMBERS, "email", "full_name")
_LEAST_DIGITS = 6
"""A shorter number in such a column is a slip, and may be anybody's."""
_OLDEST = date(1900, 1, 1)


@dataclass(frozen=True)
class Person:
    """What somebody is called in the registers: identifiers, names, or codes."""

    words: tuple[str, ...]
    born: date | None = None

    def list_codes(self, key: str) -> set[str]:
        """The words as they are, and the codes that the intake makes of them."""
        return {code for word in self.words for code in self.find_codes(word, key)}

    def find_codes(self, word: str, key: str) -> set[str]:
        """The word as it is, and the codes that the intake makes of it."""
        told = tell_identities(_tabulate(word, self.born), None)
        texts = {text for kind in told.iter_columns() for text in kind.drop_nulls()}
        return {word.strip(), *(make_code(text, key) for text in texts)}

    def list_namesakes(self, key: str) -> set[str]:
        """The codes of people of these names with some date of birth."""
        names = [normalise_name(w) for w in self.words if "full_name" in _list_kinds(w)]
        days = list(_iterate_days())
        return {
            make_code(f"name_born:{name}|{day}", key) for name in names for day in days
        }

    def is_named_in(self, text: str) -> bool:
        """Whether a text has one of the words, or a word of a name, in it."""
        said = set(normalise_name(text).split())
        parts = {part for word in self.words for part in normalise_name(word).split()}
        whole = any(word.strip().casefold() in text.casefold() for word in self.words)
        return whole or any(len(part) > 2 and part in said for part in parts)


def _tabulate(word: str, born: date | None) -> pl.DataFrame:
    """A row a kind of identifier, as a file would have it."""
    names = [IDENTIFIER + kind for kind in (*_KINDS, "birth_date")]
    rows = list(_iterate_rows(word, born))
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String))


def _iterate_rows(word: str, born: date | None) -> Iterator[dict[str, str]]:
    for kind in _list_kinds(word):
        yield {IDENTIFIER + kind: word}
        if born and kind == "full_name":
            birth = {IDENTIFIER + "birth_date": born.isoformat()}
            yield {IDENTIFIER + kind: word, **birth}


def _list_kinds(word: str) -> tuple[str, ...]:
    if "@" in word:
        return ("email",)
    digits = sum(letter.isdigit() for letter in word)
    return _NUMBERS if digits >= _LEAST_DIGITS else ("full_name",) if not digits else ()


def _iterate_days() -> Iterator[date]:
    for number in range((date.today() - _OLDEST).days + 1):
        yield _OLDEST + timedelta(number)
