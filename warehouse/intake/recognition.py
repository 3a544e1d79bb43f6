"""Which register a file is, and which of its columns is which."""

import re
from collections import Counter
from dataclasses import dataclass

from warehouse.intake.files import RegisterFile
from warehouse.intake.problems import (
    MissingColumnsError,
    RepeatedColumnError,
    UnknownDatasetError,
    list_names,
)
from warehouse.registers import DATASETS, Dataset
from warehouse.registers.columns import notes_of

_RENAMED = re.compile(r"(.+)_duplicated_\d+$")


@dataclass(frozen=True)
class Recognised:
    """A file with its register; `names` maps headers to declared columns."""

    file: RegisterFile
    dataset: Dataset
    names: dict[str, str]

    @property
    def ignored_headers(self) -> tuple[str, ...]:
        """Headers that the register does not know; their values are not landed."""
        return tuple(h for h in self.file.headers if h not in self.names)


def recognise(file: RegisterFile, dataset: str | None = None) -> Recognised:
    """Tell the register by the given name, else the file's name, else its headers.

    Raises:
        UnknownDatasetError: no register fits, or more than one equally well.
        MissingColumnsError: the register is known but required columns are missing.
        RepeatedColumnError: two headers mean the same column.
    """
    declared = _choose(file, dataset)
    names = match_headers(file.headers, declared)
    _refuse_repeats(file, names)
    missing = [c for c in declared.required_columns if c not in names.values()]
    if missing:
        raise MissingColumnsError(
            file.path,
            dataset=declared.name,
            columns=", ".join(missing),
            found=list_names(file.headers),
        )
    return Recognised(file, declared, names)


def match_headers(headers: tuple[str, ...], dataset: Dataset) -> dict[str, str]:
    """Map headers to columns: by column name or by its English or Russian header."""
    known = {
        _fold(label): name
        for name, column in dataset.columns.items()
        for label in (name, notes_of(column).header_en, notes_of(column).header_ru)
    }
    return {h: known[_fold(h)] for h in headers if _fold(h) in known}


def _refuse_repeats(file: RegisterFile, names: dict[str, str]) -> None:
    """Two headers for one column, or one header twice, which Polars renames."""
    counts = Counter(names.values())
    counts.update(
        names[match[1]]
        for header in file.headers
        if (match := _RENAMED.match(header)) and match[1] in names
    )
    for column, count in counts.items():
        if count > 1:
            raise RepeatedColumnError(file.path, column=column)


def _choose(file: RegisterFile, dataset: str | None) -> Dataset:
    name = dataset or (file.path.stem if file.path.stem in DATASETS else None)
    if name in DATASETS:
        return DATASETS[name]
    best = _rank(file.headers)
    if dataset or len(best) != 1:
        raise UnknownDatasetError(
            file.path, columns=list_names(file.headers), datasets=", ".join(DATASETS)
        )
    return best[0]


def _rank(headers: tuple[str, ...]) -> list[Dataset]:
    """The registers whose required columns are all there, with most headers known."""
    known = {
        name: match_headers(headers, dataset)
        for name, dataset in DATASETS.items()
        if set(dataset.required_columns)
        <= set(match_headers(headers, dataset).values())
    }
    most = max((len(names) for names in known.values()), default=0)
    return [DATASETS[name] for name, names in known.items() if len(names) == most]


def _fold(label: str) -> str:
    return " ".join(label.casefold().replace("ё", "е").replace("_", " ").split())
