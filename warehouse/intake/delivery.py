"""One call of the intake: files recognised, judged, and made ready together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from warehouse.intake.date_formats import settle_dates
from warehouse.intake.erased import read_erased
from warehouse.intake.files import open_register
from warehouse.intake.history import History
from warehouse.intake.identity import PERSON
from warehouse.intake.landing import Landing
from warehouse.intake.ledger import Load, read_history
from warehouse.intake.loading import Task, find_key_name, write_load
from warehouse.intake.mapping import Mapping, keep_mapping
from warehouse.intake.problems import (
    EmptyFileError,
    ErasureKeyError,
    KeyMissingError,
    UnknownLoadError,
    list_names,
)
from warehouse.intake.quarantine import list_held, list_mended
from warehouse.intake.recognition import Recognised, recognise
from warehouse.intake.references import TELLING, gather_known
from warehouse.intake.reports import FileReport, write_report
from warehouse.intake.sheets import COLUMN, ROW
from warehouse.registers import DATASETS
from warehouse.settings import Settings

Progress = Callable[[str, int], None]
"""Takes the file's name and how many of its rows have gone through."""


@dataclass(frozen=True)
class Wishes:
    """What the caller says about all files of a call."""

    dataset: str | None = None
    mapping: Mapping | None = None
    replaces: str | None = None
    provenance: str = "imported"


@dataclass(frozen=True)
class _Table:
    recognised: Recognised
    skipped: tuple[str, ...]
    position: int

    @property
    def dataset(self) -> str:
        return self.recognised.dataset.name


@dataclass
class Delivery:
    """Takes files in, in an order in which each finds what it refers to."""

    settings: Settings
    wishes: Wishes
    landing: Landing
    progress: Progress
    _tables: list[_Table] = field(default_factory=list)

    def take(self, paths: Sequence[Path]) -> list[FileReport]:
        """Judge all files and make their loads ready.

        Raises:
            IntakeError: a file is refused as a whole.
        """
        self._tables = self._recognise(paths)
        self._history = History(read_history(self.settings), self.wishes.provenance)
        self._known = gather_known(self.settings)
        self._require_wanted()
        order = list(DATASETS)
        reports: dict[int, FileReport] = {}
        for table in sorted(self._tables, key=lambda t: order.index(t.dataset)):
            if report := self._take_table(table):
                reports[table.position] = report
        _require_rows(paths, reports.values())
        return [reports[position] for position in sorted(reports)]

    def keep_mapping(self) -> None:
        """Remember how these files were read, for the next ones with their headers."""
        if self.wishes.mapping:
            for table in self._tables:
                labels = table.recognised.header.labels
                keep_mapping(self.wishes.mapping, labels, self.settings)

    def _recognise(self, paths: Sequence[Path]) -> list[_Table]:
        found: list[_Table] = []
        for path in paths:
            recognition = recognise(
                open_register(path),
                self.settings,
                self.wishes.dataset,
                self.wishes.mapping,
            )
            for item in recognition.tables:
                self._require_key(item)
                settled = settle_dates(item)
                found.append(_Table(settled, recognition.skipped, len(found)))
        return found

    def _require_key(self, recognised: Recognised) -> None:
        named = [recognised.header.labels[at] for at in recognised.identifiers.values()]
        if recognised.file.has_contacts:
            named.append("contact-info")
        if named and self.settings.identity_key is None:
            raise KeyMissingError(
                recognised.file.path, columns=list_names(tuple(named))
            )
        if PERSON in recognised.dataset.columns:
            self._require_key_of_erasures(recognised)

    def _require_key_of_erasures(self, recognised: Recognised) -> None:
        """With another key, or none, nobody who was erased would be recognised."""
        secret, erased = self.settings.identity_key, read_erased(self.settings)
        if not erased.is_of(secret.get_secret_value() if secret else None):
            raise ErasureKeyError(
                recognised.file.path,
                people=str(len(erased.marks)),
                key=str(erased.key_name),
            )

    def _require_wanted(self) -> None:
        """`--replaces` names one load that counts, and one table takes its place."""
        if self.wishes.replaces is None:
            return
        takers = [t for t in self._tables if self._find_wanted(t)]
        if len(takers) != 1:
            raise UnknownLoadError(
                self._tables[0].recognised.file.path,
                load=self.wishes.replaces,
                dataset=", ".join(sorted({t.dataset for t in self._tables})),
            )

    def _find_wanted(self, table: _Table) -> Load | None:
        return self._history.find(self.wishes.replaces, table.dataset)

    def _take_table(self, table: _Table) -> FileReport | None:
        """None for a table without any row."""
        recognised = table.recognised
        key_name = find_key_name(recognised, self.settings)
        earlier = self._history.find_earlier(recognised, key_name)
        wanted = self._find_wanted(table)
        if wanted or earlier is None or earlier.rows_quarantined:
            return self._land(table, earlier, wanted)
        folder = self.landing.locate(earlier.load_id)
        return write_report(recognised, earlier, folder, skipped=table.skipped)

    def _land(
        self, table: _Table, earlier: Load | None, wanted: Load | None
    ) -> FileReport | None:
        """A file that left rows in quarantine is judged anew: what was unknown then,
        an event say, may be known now.
        """
        task = self._plan(table, wanted)
        load, folder = self.landing.prepare(
            task.load_id, lambda folder: self._write(task, folder)
        )
        if load.rows_in == 0:
            self.landing.drop(load.load_id)
            return None
        if earlier and not wanted and self._is_same(load, earlier):
            self.landing.drop(load.load_id)
            folder = self.landing.locate(earlier.load_id)
            return write_report(task.recognised, earlier, folder, skipped=table.skipped)
        report = write_report(
            task.recognised,
            load,
            folder,
            is_repeat=False,
            skipped=table.skipped,
            namesakes=self._history.list_namesakes(task.recognised, task.gone),
            mended_through=self._list_through(task.gone, earlier),
        )
        self._tell(load, folder)
        return report

    def _plan(self, table: _Table, wanted: Load | None) -> Task:
        recognised = table.recognised
        same = self._history.list_same(recognised)
        return Task(
            recognised,
            self._history.name_load(recognised),
            self.wishes.provenance,
            [*filter(None, [wanted]), *(load for load in same if load != wanted)],
            self._history.list_current(table.dataset),
            same[0].loaded_at if same else None,
        )

    def _write(self, task: Task, folder: Path) -> Load:
        name = task.recognised.file.path.name
        return write_load(
            task,
            folder,
            self._known,
            self.settings,
            locate=self.landing.locate,
            progress=lambda rows: self.progress(name, rows),
        )

    def _tell(self, load: Load, folder: Path) -> None:
        self._history.add(load)
        if load.dataset in TELLING:
            rows = pl.read_parquet(folder / f"{load.dataset}.parquet")
            self._known.add(load.dataset, rows)

    def _is_same(self, load: Load, earlier: Load) -> bool:
        """Judged anew, the same rows came out."""
        if load.rows_accepted != earlier.rows_accepted:
            return False
        new, old = (
            pl.read_parquet(self.landing.locate(name) / f"{load.dataset}.parquet")
            for name in (load.load_id, earlier.load_id)
        )
        if COLUMN not in old.columns:
            return new[ROW].equals(old[ROW])
        return new.select(ROW, COLUMN).equals(old.select(ROW, COLUMN))

    def _list_through(self, gone: list[Load], earlier: Load | None) -> list[str]:
        """Loads with mended rows of a load that another file takes the place of."""
        locate = self.landing.locate
        held = list_held([load for load in gone if load != earlier], locate)
        counting = [x for ld in gone for x in self._history.list_current(ld.dataset)]
        others = {load.load_id: load for load in counting if load not in gone}
        return sorted(
            load_id
            for load_id, load in others.items()
            if list_mended([load], locate).is_in(held.implode()).any()
        )


def _require_rows(paths: Sequence[Path], reports: Iterable[FileReport]) -> None:
    told = {report.file for report in reports}
    for path in paths:
        if str(path) not in told:
            raise EmptyFileError(path)
