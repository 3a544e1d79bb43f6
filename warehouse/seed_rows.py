"""Rows of seed files that are behind what a failing rule has found."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.register_rows import ROW_LIMIT, Keys, Row

COMMON = {"scope", "provenance", "source_id"}
"""Columns that rows of every kind share: agreeing on them proves nothing."""

_SHARED_COLUMNS = 3


@dataclass(frozen=True)
class SeedRow:
    """A row of a seed file; `row` counts data rows from 1, the header not included."""

    file: str
    row: int
    values: Row


def find_seed_rows(
    culprits: tuple[Row, ...], files: list[str], keys: Keys, project: Path
) -> Iterator[SeedRow]:
    """Rows that agree with a culprit: of the nearest seed on what tells rows apart,
    of seeds further away on several columns, or half of them would agree by chance.
    """
    is_nearest = True
    for file in files:
        rows = [
            row
            for row in _read_seed(file, project)
            if any(_is_behind(row.values, c, keys, is_nearest) for c in culprits)
        ]
        if rows:
            is_nearest = False
            yield from rows[:ROW_LIMIT]


def _read_seed(file: str, project: Path) -> Iterator[SeedRow]:
    with (project / file).open(encoding="utf-8-sig", newline="") as content:
        for number, values in enumerate(csv.DictReader(content), start=1):
            yield SeedRow(file, number, values)


def _is_behind(
    row: Mapping[str, str | None], culprit: Row, keys: Keys, is_nearest: bool
) -> bool:
    """Whether all that both have is equal, and that is enough to tell rows apart."""
    shared = {name for name in culprit if name in row}
    if not all(_are_equal(row[name], culprit[name]) for name in shared):
        return False
    known = {name for name in shared if culprit[name]}
    if len(known - COMMON) >= _SHARED_COLUMNS:
        return True
    if not is_nearest:
        return False
    return any(key <= known for key in keys) if keys else bool(known - COMMON)


def _are_equal(seed: str | None, found: str | None) -> bool:
    """Whether a CSV field and a value of DuckDB mean the same: 216 is 216.0."""
    if not seed or not found:
        return not seed and not found
    if seed.casefold() == found.casefold():
        return True
    try:
        return float(seed) == float(found)
    except ValueError:
        return False
