"""Which register a sheet is: by its name, or by the headers that it has."""

from collections.abc import Iterable

from warehouse.intake.files import RegisterFile
from warehouse.intake.headers import find_header
from warehouse.intake.identity import PERSON, tells_person
from warehouse.intake.matching import find_identifiers, match_headers, tell_headers
from warehouse.intake.problems import UnknownDatasetError
from warehouse.intake.sheets import Sheet
from warehouse.registers import DATASETS, Dataset

_TELLING_HEADERS = 3
"""A sheet with so many headers of one register is meant to be it."""

_COMPLETE = 1_000
"""What a header scores that has all required columns, beside its known ones."""


def choose_dataset(file: RegisterFile, sheet: Sheet, dataset: str | None) -> Dataset:
    """The register that was asked for, else the one that the sheet is.

    Raises:
        UnknownDatasetError: there is none such, or no single one that fits.
    """
    stem = file.path.stem if len(file.sheets) == 1 else None
    name = next((hint for hint in (dataset, stem) if hint in DATASETS), None)
    if name:
        return DATASETS[name]
    if titled := find_titled(sheet.name):
        return titled
    labels = find_header(sheet.head, _score_any).labels
    best = _rank(labels)
    if dataset or len(best) != 1:
        raise UnknownDatasetError(
            file.path, columns=tell_headers(labels), datasets=", ".join(DATASETS)
        )
    return best[0]


def find_titled(name: str | None) -> Dataset | None:
    """The register that a sheet's name is the name or the title of."""
    for dataset in DATASETS.values():
        if name in (dataset.name, dataset.sheet("en"), dataset.sheet("ru")):
            return dataset
    return None


def is_meant(sheet: Sheet) -> bool:
    """A sheet that is called as a register, or has several of its headers, is one."""
    labels = find_header(sheet.head, _score_any).labels
    known = max(len(match_headers(labels, dataset)) for dataset in DATASETS.values())
    return find_titled(sheet.name) is not None or known >= _TELLING_HEADERS


def score_headers(labels: tuple[str, ...], dataset: Dataset) -> int:
    """How many columns of a register a row of labels has; more if all that it needs."""
    columns = set(match_headers(labels, dataset).values())
    given = columns | list_told(find_identifiers(labels, dataset))
    is_complete = given >= set(dataset.required_columns)
    return len(columns) + (_COMPLETE if is_complete else 0)


def list_told(identifiers: Iterable[str]) -> set[str]:
    """The columns that are filled from identifiers: a person's code."""
    return {PERSON} if tells_person(identifiers) else set()


def _rank(labels: tuple[str, ...]) -> list[Dataset]:
    """The registers whose required columns are all there, with most headers known."""
    scores = {name: score_headers(labels, item) for name, item in DATASETS.items()}
    most = max(scores.values())
    if most < _COMPLETE:
        return []
    return [DATASETS[name] for name, score in scores.items() if score == most]


def _score_any(labels: tuple[str, ...]) -> int:
    return max(score_headers(labels, dataset) for dataset in DATASETS.values())
