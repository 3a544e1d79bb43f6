"""Which header of a sheet means which column, and which one names people."""

import re
from collections.abc import Iterable
from functools import cache

from warehouse.intake.identity import PERSON
from warehouse.intake.problems import list_names
from warehouse.registers import DATASETS, Dataset
from warehouse.registers.headers import fold_header, map_headers
from warehouse.registers.identifiers import (
    DIRECT_IDENTIFIERS,
    PEOPLE_HEADERS,
    TELLING_WORDS,
)

QUARANTINE_ID = "quarantine_id"
"""A column of exported quarantine sheets: which row held back this one mends."""

QUARANTINE_HEADERS = {"en": "Quarantine id", "ru": "Код карантина"}


def match_headers(labels: tuple[str, ...], dataset: Dataset) -> dict[int, str]:
    """Positions to columns: by column name, header or synonym in either language."""
    known = _list_known(dataset.name)
    folded = ((at, fold_header(label)) for at, label in enumerate(labels))
    return {at: known[label] for at, label in folded if label in known}


def find_positions(labels: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[int, ...]:
    """Where the wanted headers stand; those that are missing are left out."""
    folded = [fold_header(label) for label in labels]
    names = [fold_header(name) for name in wanted]
    return tuple(folded.index(name) for name in names if name in folded)


def find_identifiers(
    labels: tuple[str, ...], dataset: Dataset, taken: Iterable[int] = ()
) -> dict[str, int]:
    """Columns that name people or say how to reach them, by the kind of identifier.

    Told by the whole header, by a telling word in it or, in a register of people, by a
    header such as Name; `taken` are positions that mean a column of the register.
    """
    mine = set(taken)
    is_about_people = PERSON in dataset.columns
    found = [
        (_name_kind(fold_header(label), is_about_people), at)
        for at, label in enumerate(labels)
        if label and at not in mine
    ]
    return {kind: at for kind, at in reversed(found) if kind}


def tell_headers(labels: tuple[str, ...]) -> str:
    """Headers for a message, unless they are none and may be somebody's data.

    A row of which no label means anything in any register is no row of headers.
    """
    known = set().union(*(_list_known(name) for name in DATASETS), _list_kinds())
    if not any(fold_header(label) in known for label in labels if label):
        return f"({len(labels)})"
    return list_names(labels)


@cache
def _list_known(dataset: str) -> dict[str, str]:
    known = map_headers(DATASETS[dataset])
    return known | {fold_header(h): QUARANTINE_ID for h in QUARANTINE_HEADERS.values()}


@cache
def _list_kinds() -> dict[str, str]:
    return {
        fold_header(header): name
        for name, identifier in DIRECT_IDENTIFIERS.items()
        for header in (name, *identifier.headers)
    }


@cache
def _name_kind(label: str, is_about_people: bool) -> str | None:
    if kind := _list_kinds().get(label):
        return kind
    for kind, pattern in TELLING_WORDS.items():
        if re.search(pattern, label):
            return kind
    return "full_name" if is_about_people and label in PEOPLE_HEADERS else None
