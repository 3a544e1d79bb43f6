"""Which register a sheet is, and which of its columns is which."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from warehouse.intake.files import RegisterFile
from warehouse.intake.headers import Header, find_header, iterate_headers
from warehouse.intake.identity import PERSON, tells_person
from warehouse.intake.mapping import Mapping, find_mapping
from warehouse.intake.problems import (
    EmptyFileError,
    FormulasError,
    MissingColumnsError,
    RepeatedColumnError,
    UnknownDatasetError,
    WrongMappingError,
    list_names,
)
from warehouse.intake.sheets import Sheet
from warehouse.registers import DATASETS, Dataset
from warehouse.registers.columns import notes_of
from warehouse.registers.headers import fold_header, list_labels
from warehouse.registers.identifiers import DIRECT_IDENTIFIERS
from warehouse.settings import Settings

QUARANTINE_ID = "quarantine_id"
"""A column of exported quarantine sheets: which row held back this one mends."""

QUARANTINE_HEADERS = {"en": "Quarantine id", "ru": "Код карантина"}
_MOST_CELLS = 5


@dataclass(frozen=True)
class Recognised:
    """A sheet with its register.

    `sources` maps declared columns to positions in the sheet, `identifiers` the direct
    identifiers of people. `formats` has the date formats of columns that need one.
    """

    file: RegisterFile
    sheet: Sheet
    dataset: Dataset
    header: Header
    sources: dict[str, int]
    identifiers: dict[str, int] = field(default_factory=dict)
    mapping: Mapping | None = None
    is_mapping_kept: bool = False
    formats: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """Declared columns by the header that each is read from."""
        return {c: self.header.labels[at] for c, at in self.sources.items()}

    @property
    def ignored_headers(self) -> tuple[str, ...]:
        """Headers that the register does not know; their values are not landed."""
        used = {*self.sources.values(), *self.identifiers.values(), *self._wide}
        labels = enumerate(self.header.labels)
        return tuple(label for at, label in labels if label and at not in used)

    @property
    def _wide(self) -> tuple[int, ...]:
        wide = self.mapping.unpivot if self.mapping else None
        return find_positions(self.header.labels, wide.columns) if wide else ()


@dataclass(frozen=True)
class Recognition:
    """The registers found in a file, and the sheets that are none."""

    tables: tuple[Recognised, ...]
    skipped: tuple[str, ...]


def recognise(
    file: RegisterFile,
    settings: Settings,
    dataset: str | None = None,
    mapping: Mapping | None = None,
) -> Recognition:
    """Tell the register of every sheet that is one.

    By the given mapping or name, else by a mapping kept for these headers, else by the
    name of the file or sheet, else by the headers alone.

    Raises:
        IntakeError: no sheet is a register; the first sheet's reason.
    """
    found, skipped, reasons = [], [], []
    for sheet in file.sheets:
        if not any(map(any, sheet.head)):
            continue
        if sheet.is_hidden and len(file.sheets) > 1:
            skipped.append(sheet.name or "")
            continue
        try:
            found.append(_recognise_sheet(file, sheet, settings, dataset, mapping))
        except (UnknownDatasetError, MissingColumnsError, WrongMappingError) as error:
            reasons.append(error)
            skipped.append(sheet.name or "")
    if not found:
        raise reasons[0] if reasons else EmptyFileError(file.path)
    return Recognition(tuple(found), tuple(skipped))


def match_headers(labels: tuple[str, ...], dataset: Dataset) -> dict[int, str]:
    """Positions to columns: by column name, header or synonym in either language."""
    known = _list_known(dataset)
    folded = ((at, fold_header(label)) for at, label in enumerate(labels))
    return {at: known[label] for at, label in folded if label in known}


def find_positions(labels: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[int, ...]:
    """Where the wanted headers stand; those that are missing are left out."""
    folded = [fold_header(label) for label in labels]
    names = [fold_header(name) for name in wanted]
    return tuple(folded.index(name) for name in names if name in folded)


def _recognise_sheet(
    file: RegisterFile,
    sheet: Sheet,
    settings: Settings,
    dataset: str | None,
    mapping: Mapping | None,
) -> Recognised:
    kept = None if mapping else _find_kept(sheet, settings, dataset)
    if chosen := mapping or kept:
        recognised = _apply(file, sheet, chosen, is_kept=kept is not None)
    else:
        recognised = _match(file, sheet, _choose(file, sheet, dataset))
    _refuse_formulas(recognised)
    return recognised


def _find_kept(sheet: Sheet, settings: Settings, dataset: str | None) -> Mapping | None:
    for header in iterate_headers(sheet.head):
        kept = find_mapping(header.labels, settings)
        if kept and dataset in (None, kept.dataset):
            return kept
    return None


def _apply(
    file: RegisterFile, sheet: Sheet, mapping: Mapping, *, is_kept: bool
) -> Recognised:
    header = find_header(
        sheet.head, lambda labels: len(find_positions(labels, mapping.headers))
    )
    missing = [h for h in mapping.headers if not find_positions(header.labels, (h,))]
    if missing:
        raise WrongMappingError(
            file.path,
            "header",
            name=", ".join(missing),
            known=list_names(header.labels),
        )
    places = {
        column: find_positions(header.labels, (label,))[0]
        for column, label in mapping.columns.items()
    }
    dataset = DATASETS[mapping.dataset]
    people = {c: at for c, at in places.items() if c in DIRECT_IDENTIFIERS}
    recognised = Recognised(
        file,
        sheet,
        dataset,
        header,
        {c: at for c, at in places.items() if c not in people},
        find_identifiers(header.labels) | people,
        mapping,
        is_kept,
    )
    wide = mapping.unpivot
    unpivoted = {wide.name, wide.value} if wide else set()
    _require_columns(
        recognised,
        {*places, *mapping.constants, *unpivoted, *_list_told(recognised.identifiers)},
    )
    return recognised


def _match(file: RegisterFile, sheet: Sheet, dataset: Dataset) -> Recognised:
    header = find_header(sheet.head, lambda labels: _score(labels, dataset))
    names = match_headers(header.labels, dataset)
    for column, count in Counter(names.values()).items():
        if count > 1:
            raise RepeatedColumnError(file.path, column=column)
    sources = {column: at for at, column in names.items()}
    people = find_identifiers(header.labels)
    recognised = Recognised(file, sheet, dataset, header, sources, people)
    _require_columns(recognised, {*sources, *_list_told(people)})
    return recognised


def _list_told(identifiers: Iterable[str]) -> set[str]:
    """The columns that are filled from identifiers: a person's code."""
    return {PERSON} if tells_person(identifiers) else set()


def find_identifiers(labels: tuple[str, ...]) -> dict[str, int]:
    """Columns that name people or say how to reach them, by the kind of identifier."""
    known = {
        fold_header(header): name
        for name, identifier in DIRECT_IDENTIFIERS.items()
        for header in (name, *identifier.headers)
    }
    folded = [(known.get(fold_header(label)), at) for at, label in enumerate(labels)]
    return {name: at for name, at in reversed(folded) if name}


def _require_columns(recognised: Recognised, given: set[str | None]) -> None:
    required = recognised.dataset.required_columns
    missing = [column for column in required if column not in given]
    if missing:
        raise MissingColumnsError(
            recognised.file.path,
            dataset=recognised.dataset.name,
            columns=", ".join(missing),
            found=list_names(recognised.header.labels),
        )


def _refuse_formulas(recognised: Recognised) -> None:
    used = {*recognised.sources.values(), *recognised.identifiers.values()}
    cells = [
        f"{_name_column(column)}{row}"
        for row, column in recognised.sheet.formulas
        if row > recognised.header.skip and column in used
    ]
    if cells:
        shown = ", ".join(cells[:_MOST_CELLS])
        raise FormulasError(
            recognised.file.path,
            sheet=recognised.sheet.name or "",
            cells=f"{shown}, …" if len(cells) > _MOST_CELLS else shown,
        )


def _name_column(position: int) -> str:
    name, number = "", position + 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    return name


def _choose(file: RegisterFile, sheet: Sheet, dataset: str | None) -> Dataset:
    hints = (dataset, file.path.stem, sheet.name)
    name = next((hint for hint in hints if hint in DATASETS), None)
    if name:
        return DATASETS[name]
    header = find_header(sheet.head, _score_any)
    best = _rank(header.labels)
    if dataset or len(best) != 1:
        raise UnknownDatasetError(
            file.path, columns=list_names(header.labels), datasets=", ".join(DATASETS)
        )
    return best[0]


def _rank(labels: tuple[str, ...]) -> list[Dataset]:
    """The registers whose required columns are all there, with most headers known."""
    scores = {name: _score(labels, dataset) for name, dataset in DATASETS.items()}
    most = max(scores.values())
    if most < _COMPLETE:
        return []
    return [DATASETS[name] for name, score in scores.items() if score == most]


_COMPLETE = 1_000
"""What a header scores that has all required columns, beside its known ones."""


def _score(labels: tuple[str, ...], dataset: Dataset) -> int:
    columns = set(match_headers(labels, dataset).values())
    given = columns | _list_told(find_identifiers(labels))
    is_complete = given >= set(dataset.required_columns)
    return len(columns) + (_COMPLETE if is_complete else 0)


def _score_any(labels: tuple[str, ...]) -> int:
    return max(_score(labels, dataset) for dataset in DATASETS.values())


@cache
def _list_known(dataset: Dataset) -> dict[str, str]:
    known = {
        fold_header(label): name
        for name, column in dataset.columns.items()
        for label in list_labels(name, notes_of(column))
    }
    return known | {
        fold_header(label): QUARANTINE_ID for label in QUARANTINE_HEADERS.values()
    }
