"""Which register a sheet is, and which of its columns is which."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from warehouse.intake.choosing import (
    choose_dataset,
    is_meant,
    list_told,
    score_headers,
)
from warehouse.intake.contacts import hide_values
from warehouse.intake.files import RegisterFile
from warehouse.intake.headers import Header, find_header, iterate_headers
from warehouse.intake.identity import PERSON
from warehouse.intake.mapping import Mapping, find_mapping
from warehouse.intake.matching import (
    find_identifiers,
    find_positions,
    match_headers,
    tell_headers,
)
from warehouse.intake.problems import (
    EmptyFileError,
    FormulasError,
    MissingColumnsError,
    RepeatedColumnError,
    UnknownDatasetError,
    WrongMappingError,
)
from warehouse.intake.sheets import Sheet
from warehouse.registers import DATASETS, Dataset
from warehouse.registers.identifiers import DIRECT_IDENTIFIERS
from warehouse.settings import Settings

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
        labels = enumerate(hide_values(self.header.labels))
        return tuple(label for at, label in labels if label and at not in self.used)

    @property
    def used(self) -> set[int]:
        """The positions of all columns that are read."""
        wide = self.mapping.unpivot if self.mapping else None
        cells = find_positions(self.header.labels, wide.columns) if wide else ()
        return {*self.sources.values(), *self.identifiers.values(), *cells}


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
            if is_meant(sheet) and mapping is None:
                raise
            reasons.append(error)
            skipped.append(sheet.name or "")
    if not found:
        raise reasons[0] if reasons else EmptyFileError(file.path)
    return Recognition(tuple(found), tuple(skipped))


def _recognise_sheet(
    file: RegisterFile,
    sheet: Sheet,
    settings: Settings,
    dataset: str | None,
    mapping: Mapping | None,
) -> Recognised:
    kept = None if mapping else _find_kept(sheet, settings, dataset)
    if chosen := mapping or kept:
        recognised = _follow(file, sheet, chosen, is_kept=kept is not None)
    else:
        recognised = _match(file, sheet, choose_dataset(file, sheet, dataset))
    _refuse_formulas(recognised)
    return recognised


def _find_kept(sheet: Sheet, settings: Settings, dataset: str | None) -> Mapping | None:
    for header in iterate_headers(sheet.head):
        kept = find_mapping(header.labels, settings)
        if kept and dataset in (None, kept.dataset):
            return kept
    return None


def _follow(
    file: RegisterFile, sheet: Sheet, mapping: Mapping, *, is_kept: bool
) -> Recognised:
    """Read a sheet as a mapping says; one without columns only adds to what is told."""
    dataset = DATASETS[mapping.dataset]
    if not mapping.headers:
        told = set(mapping.constants)
        matched = _match(file, sheet, dataset, told)
        return replace(matched, mapping=mapping, is_mapping_kept=is_kept)
    header = _find_mapped(file, sheet, mapping)
    places = {
        column: find_positions(header.labels, (label,))[0]
        for column, label in mapping.columns.items()
    }
    people = _find_mapped_people(file, header.labels, dataset, places)
    sources = {c: at for c, at in places.items() if at not in people.values()}
    recognised = Recognised(
        file, sheet, dataset, header, sources, people, mapping, is_kept
    )
    wide = mapping.unpivot
    unpivoted = {wide.name, wide.value} if wide else set()
    given = {*sources, *mapping.constants, *unpivoted, *list_told(people)}
    _require_columns(recognised, given)
    return recognised


def _find_mapped(file: RegisterFile, sheet: Sheet, mapping: Mapping) -> Header:
    header = find_header(
        sheet.head, lambda labels: len(find_positions(labels, mapping.headers))
    )
    missing = [h for h in mapping.headers if not find_positions(header.labels, (h,))]
    if missing:
        names = ", ".join(missing)
        known = tell_headers(header.labels)
        raise WrongMappingError(file.path, "header", name=names, known=known)
    return header


def _find_mapped_people(
    file: RegisterFile,
    labels: tuple[str, ...],
    dataset: Dataset,
    places: dict[str, int],
) -> dict[str, int]:
    """Identifiers that the mapping names, and those it does not: a name mapped to a
    person's code is coded; mapped to anything else it would be kept, and is refused.
    """
    asked = {
        column: at for column, at in places.items() if column in DIRECT_IDENTIFIERS
    }
    found = find_identifiers(labels, dataset, asked.values())
    kept = {
        at: column
        for column, at in places.items()
        if at in found.values() and column != PERSON
    }
    if kept:
        at, column = next(iter(kept.items()))
        raise WrongMappingError(
            file.path, "names_people", name=labels[at], known=column
        )
    return found | asked


def _match(
    file: RegisterFile, sheet: Sheet, dataset: Dataset, told: Iterable[str] = ()
) -> Recognised:
    header = find_header(sheet.head, lambda labels: score_headers(labels, dataset))
    names = match_headers(header.labels, dataset)
    for column, count in Counter(names.values()).items():
        if count > 1:
            raise RepeatedColumnError(file.path, column=column)
    sources = {column: at for at, column in names.items()}
    people = find_identifiers(header.labels, dataset, names)
    recognised = Recognised(file, sheet, dataset, header, sources, people)
    _require_columns(recognised, {*sources, *told, *list_told(people)})
    return recognised


def _require_columns(recognised: Recognised, given: set[str | None]) -> None:
    required = recognised.dataset.required_columns
    missing = [column for column in required if column not in given]
    if missing:
        raise MissingColumnsError(
            recognised.file.path,
            dataset=recognised.dataset.name,
            columns=", ".join(missing),
            found=tell_headers(recognised.header.labels),
        )


def _refuse_formulas(recognised: Recognised) -> None:
    used = recognised.used
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
