"""Who was erased: keyed marks of people's codes, by which the intake turns them away.

A mark is an HMAC of the code under WAREHOUSE_IDENTITY_KEY. Without the key nobody can
tell whether a code is on the list, and with it nobody can read a code from the list.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse.durability import replace_text
from warehouse.intake.date_formats import BIRTH_DATE
from warehouse.intake.identity import PERSON, make_code, name_key, tell_identities
from warehouse.intake.parsing import parse_values, read_text
from warehouse.intake.recognition import Recognised
from warehouse.settings import Settings

_LIST_NAME = "erased.json"
_NAME = "name"


@dataclass(frozen=True)
class ErasedPeople:
    """The marks, all made with the key that `key_name` tells."""

    key_name: str | None = None
    marks: frozenset[str] = frozenset()

    def is_of(self, key: str | None) -> bool:
        """Whether the list can be applied with this key."""
        return not self.marks or (key is not None and name_key(key) == self.key_name)


def read_erased(settings: Settings) -> ErasedPeople:
    """The list; empty before the first erasure.

    Raises:
        OSError: it is there and cannot be read.
        ValueError: it is damaged.
    """
    try:
        content = json.loads(_find_list(settings).read_bytes())
    except FileNotFoundError:
        return ErasedPeople()
    return ErasedPeople(content["key_name"], frozenset(content["marks"]))


def add_erased(marks: Iterable[str], key: str, settings: Settings) -> ErasedPeople:
    """Put people on the list; the order tells nothing of when."""
    settings.staged_dir.mkdir(parents=True, exist_ok=True)
    known = read_erased(settings).marks | set(marks)
    erased = ErasedPeople(name_key(key), frozenset(known))
    content = {"key_name": erased.key_name, "marks": sorted(known)}
    replace_text(_find_list(settings), json.dumps(content, indent=1) + "\n")
    return erased


def make_mark(code: str, key: str) -> str:
    """The mark of a person's code: 32 hexadecimal digits."""
    return make_code(f"erased:{code}", key).removeprefix("p-")


def is_marked(codes: pl.Series, marks: frozenset[str], key: str) -> pl.Series:
    """Which of the codes are those of erased people; false where there is none."""
    found = [c for c in codes.drop_nulls().unique() if make_mark(c, key) in marks]
    return codes.is_in(found).fill_null(False)


def drop_erased(
    rows: pl.DataFrame,
    recognised: Recognised,
    marks: frozenset[str],
    key: str,
    settings: Settings,
) -> pl.DataFrame:
    """The rows of a batch, as the file has them, without those of erased people.

    A row is somebody's by its own code and by every identifier that it has. A name
    alone counts only where nothing else tells namesakes apart.
    """
    told = tell_identities(rows, recognised.formats.get(BIRTH_DATE))
    strong = told.drop(_NAME)
    has_strong = strong.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    told = told.with_columns(pl.when(~has_strong).then(pl.col(_NAME)).alias(_NAME))
    found = is_marked(_read_own_codes(rows, recognised, settings), marks, key)
    for identities in told.iter_columns():
        codes = {text: make_code(text, key) for text in identities.drop_nulls()}
        coded = identities.replace_strict(codes, default=None, return_dtype=pl.String)
        found |= is_marked(coded, marks, key)
    return rows.filter(~found)


def _read_own_codes(
    rows: pl.DataFrame, recognised: Recognised, settings: Settings
) -> pl.Series:
    """The programme's own codes as they would be landed."""
    if PERSON not in rows.columns:
        return pl.repeat(None, rows.height, dtype=pl.String, eager=True)
    text = rows.select(read_text(rows, PERSON)).to_series()
    column = recognised.dataset.columns[PERSON]
    return parse_values(rows[PERSON], text, column, settings)


def _find_list(settings: Settings) -> Path:
    return settings.staged_dir / _LIST_NAME
