"""Faults and remarks in words, in the reader's language."""

from collections.abc import Iterable
from typing import Any

from warehouse.registers import DATASETS
from warehouse.registers.code_words import load_code_words
from warehouse.registers.columns import Language, notes_of
from warehouse.settings import load_settings
from warehouse.wording import current_language, say


def say_finding(
    dataset: str, column: str, rule: str, value: str | None, parameters: dict[str, Any]
) -> str:
    """What is wrong with a row, and how to mend it."""
    low, high = parameters.get("min"), parameters.get("max")
    code = rule
    if rule == "out_of_range" and (low is None or high is None):
        code = "too_high" if low is None else "too_low"
    return say(
        f"fault.{code}",
        column=name_columns(dataset, column),
        value=_name_values(dataset, column, value or ""),
        type=say(f"fault.type_{parameters.get('type', 'text')}"),
        codes=", ".join(_name_codes(dataset, column, parameters.get("codes", ()))),
        nearest=_say_nearest(parameters.get("nearest", [])),
        names=", ".join(parameters.get("meant", [])),
        low=_show(low),
        high=_show(high),
        most=_show(parameters.get("most")),
        first=parameters.get("first"),
        last=parameters.get("last"),
    )


def name_columns(dataset: str, columns: str) -> str:
    """Headers in the reader's language; `columns` may name several, with commas."""
    declared = DATASETS[dataset].columns
    return ", ".join(
        notes_of(declared[name]).header(choose_language()) if name in declared else name
        for name in columns.split(", ")
    )


def _name_values(dataset: str, column: str, value: str) -> str:
    """Of several columns, `end_date=…; start_date=…`, each under its header."""
    if ", " not in column:
        return value
    parts = (part.split("=", 1) for part in value.split("; "))
    return "; ".join(
        f"{name_columns(dataset, part[0])}: {part[1]}" if len(part) > 1 else part[0]
        for part in parts
    )


def choose_language() -> Language:
    """The language of headers: that of the words."""
    return "ru" if current_language() == "ru" else "en"


def _name_codes(dataset: str, column: str, codes: Iterable[str]) -> list[str]:
    """Codes in the reader's language, as a file may write them too."""
    declared = DATASETS[dataset].columns.get(column)
    settings = load_settings()
    words = load_code_words(settings.project_dir, settings.programme_dir)
    known = words.get(notes_of(declared).dimension, {}) if declared else {}
    place = ("en", "ru").index(choose_language())
    return [known[code][place] if code in known else code for code in codes]


def _say_nearest(names: list[str]) -> str:
    if not names:
        return say("fault.nothing_near")
    return say("fault.nearest", names=", ".join(names))


def _show(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
