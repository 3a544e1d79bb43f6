"""Words of the intake that the warehouse keeps, in the language of the session."""

from collections.abc import Mapping
from typing import Any

from dashboard.wording import current_language, format_number
from warehouse.intake.words import name_columns, say_finding
from warehouse.registers import DATASETS
from warehouse.registers.columns import Language
from warehouse.wording import say, say_code, speaking


def reader_language() -> Language:
    """The session's language, as declarations of registers want it."""
    return "ru" if current_language() == "ru" else "en"


def name_table(file: str, sheet: str | None) -> str:
    """A file, and its sheet where it has several."""
    return f"{file} · {sheet}" if sheet else file


def name_register(dataset: str) -> str:
    """What a register is called; one that is declared no more by its code."""
    declared = DATASETS.get(dataset)
    return declared.title(reader_language()) if declared else dataset


def name_column(dataset: str, column: str) -> str:
    """The header of a declared column, or of several with commas."""
    if dataset not in DATASETS:
        return column
    with speaking(current_language()):
        return name_columns(dataset, column)


def name_rule(rule: str) -> str:
    """What a rule finds, in a few words."""
    with speaking(current_language()):
        return say_code("rule", rule)


def explain(dataset: str, finding: Mapping[str, Any]) -> str:
    """What is wrong with a row, and how to mend it."""
    with speaking(current_language()):
        return say_finding(
            dataset,
            finding["column"],
            finding["rule"],
            finding["value"],
            finding["parameters"],
        )


def list_changes(changes: Mapping[str, int]) -> list[str]:
    """What became of earlier rows: how many were added, changed, left, withdrawn."""
    with speaking(current_language()):
        return [
            say(f"change.{kind}", n=format_number(count))
            for kind, count in changes.items()
        ]
