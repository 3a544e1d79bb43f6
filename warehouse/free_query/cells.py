"""The rows of a query as JSON takes them: few, plain, and none too large."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import duckdb

from warehouse.free_query.order import RefusedQueryError

Kind = Literal["flag", "number", "date", "text"]

MOST_COLUMNS = 200
CELL_CHARACTERS = 2_000
NAME_CHARACTERS = 120
ANSWER_CHARACTERS = 8_000_000
ROWS_AT_ONCE = 500
CUT = "…"

# The very types: a moment is a date too, and a flag a number.
_KINDS: tuple[tuple[Kind, set[type]], ...] = (
    ("flag", {bool}),
    ("number", {int, float, Decimal}),
    ("date", {date}),
)
_PLAIN = {bool, int, float, Decimal, date, type(None)}
_PLAIN_CHARACTERS = 20

_Row = tuple[Any, ...]


def take_rows(result: duckdb.DuckDBPyConnection, most: int) -> dict[str, Any]:
    """At most `most` rows of an open result; `is_cut` says that there were more.

    Returns:
        `names`, `kinds` and `columns`, one of each a column, and `is_cut`.

    Raises:
        RefusedQueryError: there are too many columns.
        duckdb.Error: the query failed while it gave rows.
    """
    names = [str(column[0]) for column in result.description or ()]
    if len(names) > MOST_COLUMNS:
        raise RefusedQueryError("columns", str(len(names)))
    rows, is_whole = _fetch(result, most)
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    kinds = [_find_kind(column) for column in columns]
    return {
        "names": list(_tell_apart(names)),
        "kinds": kinds,
        "columns": [
            [_write(cell, kind) for cell in column]
            for column, kind in zip(columns, kinds, strict=True)
        ],
        "is_cut": not is_whole,
    }


def _fetch(result: duckdb.DuckDBPyConnection, most: int) -> tuple[list[_Row], bool]:
    """Rows up to the limits, and whether these are all."""
    rows: list[_Row] = []
    room = ANSWER_CHARACTERS
    while more := result.fetchmany(ROWS_AT_ONCE):
        for row in more:
            if len(rows) == most or room <= 0:
                return rows, False
            rows.append(tuple(map(_bound, row)))
            room -= sum(map(_measure, rows[-1]))
    return rows, True


def _bound(cell: Any) -> Any:
    return cell if type(cell) in _PLAIN else _shorten(str(cell), CELL_CHARACTERS)


def _measure(cell: Any) -> int:
    return len(cell) if isinstance(cell, str) else _PLAIN_CHARACTERS


def _shorten(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most] + CUT


def _find_kind(column: Sequence[Any]) -> Kind:
    """What all cells of a column are."""
    found = {type(cell) for cell in column if cell is not None}
    return next((kind for kind, types in _KINDS if found and found <= types), "text")


def _write(cell: Any, kind: Kind) -> Any:
    if cell is None or kind == "flag":
        return cell
    if kind == "number":
        return float(cell) if isinstance(cell, Decimal) else cell
    return cell.isoformat() if kind == "date" else str(cell)


def _tell_apart(names: list[str]) -> Iterator[str]:
    """Names of which none comes twice, as a table needs them."""
    given: set[str] = set()
    for name in names:
        short = _shorten(name, NAME_CHARACTERS)
        number, free = 1, short
        while free in given:
            number += 1
            free = f"{short}_{number}"
        given.add(free)
        yield free
