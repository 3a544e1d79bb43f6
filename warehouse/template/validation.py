"""What a spreadsheet lets people write into a column's cells."""

from datetime import date
from typing import Any

import dataframely as dy

from warehouse.registers.column_words import Wordbook, is_closed
from warehouse.template.lists import ListSheet

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
_ANY = 10**15
"""Beyond what a spreadsheet keeps exactly: a number without bounds of its own."""


def make_rule(
    column: dy.Column, lists: ListSheet, words: Wordbook
) -> dict[str, Any] | None:
    """The validation of a column's cells, as xlsxwriter takes it; none for text."""
    match column:
        case dy.Date():
            return _between("date", _FIRST_DAY, _LAST_DAY) | {
                "error_title": words.say("template.check"),
                "error_message": words.say("template.error_date"),
            }
        case dy.Int64() | dy.Float64():
            kind = "integer" if isinstance(column, dy.Int64) else "decimal"
            return _bound(column, kind) | {
                "error_title": words.say("template.check"),
                "error_message": words.describe_type(column),
            }
    choices = words.choices(column)
    return _offer(column, choices, lists, words) if choices else None


def _bound(column: dy.Int64 | dy.Float64, kind: str) -> dict[str, Any]:
    low = -_ANY if column.min is None else column.min
    return _between(kind, low, _ANY if column.max is None else column.max)


def _between(kind: str, low: Any, high: Any) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _offer(
    column: dy.Column, choices: tuple[str, ...], lists: ListSheet, words: Wordbook
) -> dict[str, Any]:
    """A list; where it is open, the spreadsheet lets other words stand."""
    return {
        "validate": "list",
        "source": lists.place(choices),
        "show_error": is_closed(column),
        "error_title": words.say("template.check"),
        "error_message": words.say("template.error_list"),
    }
