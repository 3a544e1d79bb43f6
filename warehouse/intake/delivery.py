"""One call of the intake: files recognised, judged, and put in place together."""

import getpass
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from warehouse.intake.changes import CHANGES_NAME, describe_changes
from warehouse.intake.date_formats import settle_dates
from warehouse.intake.files import open_register
from warehouse.intake.identity import name_key
from warehouse.intake.landing import Landing
from warehouse.intake.ledger import Load, loads_dir, read_history, write_entry
from warehouse.intake.mapping import Mapping, keep_mapping
from warehouse.intake.problems import (
    EmptyFileError,
    KeyMissingError,
    UnknownLoadError,
    list_names,
)
from warehouse.intake.recognition import Recognised, recognise
from warehouse.intake.references import TELLING, Known, gather_known
from warehouse.intake.reports import FileReport, write_report
from warehouse.intake.writing import LoadWriter, Origin
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


@dataclass
class Delivery:
    """Takes files in, in an order in which each finds what it refers to."""

    settings: Settings
    wishes: Wishes
    landing: Landing
    progress: Progress
    _history: list[Load] = field(default_factory=list)
    _labels: list[tuple[str, ...]] = field(default_factory=list)

    def take(self, paths: Sequence[Path]) -> list[FileReport]:
        """Judge all files and make their loads ready.

        Raises:
            IntakeError: a file is refused as a whole.
        """
        tables = self._recognise(paths)
        self._history = read_history(self.settings)
        known = gather_known(self.settings)
        order = list(DATASETS)
        reports: dict[int, FileReport] = {}
        for table in sorted(
            tables, key=lambda t: order.index(t.recognised.dataset.name)
        ):
            report = self._take_table(table, known)
            if report:
                reports[table.position] = report
        for path in paths:
            if not any(report.file == str(path) for report in reports.values()):
                raise EmptyFileError(path)
        return [reports[position] for position in sorted(reports)]

    def keep_mapping(self) -> None:
        """Remember how these files were read, for the next ones with their headers."""
        if self.wishes.mapping:
            for labels in self._labels:
                keep_mapping(self.wishes.mapping, labels, self.settings)

    def _recognise(self, paths: Sequence[Path]) -> list[_Table]:
        found: list[_Table] = []
        for path in paths:
            file = open_register(path)
            recognition = recognise(
                file, self.settings, self.wishes.dataset, self.wishes.mapping
            )
            for item in recognition.tables:
                self._require_key(item)
                self._labels.append(item.header.labels)
                found.append(
                    _Table(settle_dates(item), recognition.skipped, len(found))
                )
        return found

    def _require_key(self, recognised: Recognised) -> None:
        named = [recognised.header.labels[at] for at in recognised.identifiers.values()]
        if recognised.file.has_contacts:
            named.append("contact-info")
        if named and self.settings.identity_key is None:
            raise KeyMissingError(
                recognised.file.path, columns=list_names(tuple(named))
            )

    def _take_table(self, table: _Table, known: Known) -> FileReport | None:
        """None for a table without any row."""
        recognised = table.recognised
        earlier = self._find_earlier(recognised)
        if earlier and not earlier.rows_quarantined:
            folder = loads_dir(self.settings) / earlier.load_id
            return write_report(
                recognised, earlier, folder, is_repeat=True, skipped=table.skipped
            )
        return self._land(table, earlier, known)

    def _land(
        self, table: _Table, earlier: Load | None, known: Known
    ) -> FileReport | None:
        """A file that left rows in quarantine is judged anew: what was unknown then,
        an event say, may be known now.
        """
        recognised = table.recognised
        load_id = self._name_load(recognised)
        replaced = earlier or self._find_replaced(recognised)
        load, folder = self.landing.prepare(
            load_id,
            lambda folder: self._fill(folder, recognised, load_id, replaced, known),
        )
        if load.rows_in == 0:
            self.landing.drop(load_id)
            return None
        is_repeat = earlier is not None and _is_same(load, earlier)
        report = write_report(
            recognised,
            earlier if earlier and is_repeat else load,
            folder,
            is_repeat=is_repeat,
            skipped=table.skipped,
        )
        if is_repeat:
            self.landing.drop(load_id)
            return report
        self._history.append(load)
        if load.dataset in TELLING:
            rows = pl.read_parquet(folder / f"{load.dataset}.parquet")
            known.add(load.dataset, rows)
        return report

    def _fill(
        self,
        folder: Path,
        recognised: Recognised,
        load_id: str,
        replaced: Load | None,
        known: Known,
    ) -> Load:
        key = self.settings.identity_key
        secret = key.get_secret_value() if key else None
        origin = Origin(load_id, self.wishes.provenance, secret)
        writer = LoadWriter(recognised, origin, known, self.settings)
        name = recognised.file.path.name
        tally = writer.write(folder, lambda rows: self.progress(name, rows))
        changes, values = describe_changes(
            folder / f"{recognised.dataset.name}.parquet",
            recognised.dataset,
            self._list_current(recognised.dataset.name),
            replaced,
            self.landing.locate,
        )
        if not values.is_empty():
            values.write_parquet(folder / CHANGES_NAME)
        load = Load(
            load_id=load_id,
            file=name,
            sha256=recognised.file.sha256,
            dataset=recognised.dataset.name,
            sheet=recognised.sheet.name,
            provenance=self.wishes.provenance,
            rows_in=tally.rows_in,
            rows_accepted=tally.rows_accepted,
            rows_quarantined=tally.rows_quarantined,
            reasons=dict(sorted(tally.reasons.items())),
            ignored_columns=list(recognised.ignored_headers),
            loaded_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            loaded_by=_name_user(),
            remarks=dict(sorted(tally.remarks.items())),
            changes=changes,
            replaces=replaced.load_id if replaced else None,
            mapping_id=recognised.mapping.fingerprint if recognised.mapping else None,
            key_name=self._name_key(recognised),
            encoding=recognised.sheet.encoding,
            formats=recognised.formats,
            rows_mended=tally.rows_mended,
        )
        write_entry(load, folder)
        return load

    def _name_key(self, recognised: Recognised) -> str | None:
        key = self.settings.identity_key
        if key is None or not recognised.identifiers:
            return None
        return name_key(key.get_secret_value())

    def _list_current(self, dataset: str | None = None) -> list[Load]:
        replaced = {load.replaces for load in self._history}
        return [
            load
            for load in self._history
            if load.load_id not in replaced and dataset in (None, load.dataset)
        ]

    def _find_earlier(self, recognised: Recognised) -> Load | None:
        """The load of the same bytes, read in the same way, with the same codes."""
        mapping_id = recognised.mapping.fingerprint if recognised.mapping else None
        way = (mapping_id, self._name_key(recognised))
        same = self._list_same(recognised)
        return next((ld for ld in same if (ld.mapping_id, ld.key_name) == way), None)

    def _list_same(self, recognised: Recognised) -> list[Load]:
        return [
            load
            for load in self._list_current(recognised.dataset.name)
            if load.sha256 == recognised.file.sha256
            and load.sheet == recognised.sheet.name
        ]

    def _find_replaced(self, recognised: Recognised) -> Load | None:
        """The load that was asked for, or the same bytes read in another way."""
        wanted = self.wishes.replaces
        if wanted is None:
            return next(iter(self._list_same(recognised)), None)
        current = self._list_current(recognised.dataset.name)
        found = next((load for load in current if load.load_id == wanted), None)
        if found is None:
            raise UnknownLoadError(
                recognised.file.path, load=wanted, dataset=recognised.dataset.name
            )
        return found

    def _name_load(self, recognised: Recognised) -> str:
        content = recognised.file.sha256
        if recognised.sheet.name is not None:
            content = hashlib.sha256(
                f"{content}\0{recognised.sheet.name}".encode()
            ).hexdigest()
        name = f"{recognised.dataset.name}-{content[:12]}"
        taken = {load.load_id for load in self._history}
        if name not in taken:
            return name
        return next(n for i in range(2, 10_000) if (n := f"{name}-{i}") not in taken)


def _is_same(load: Load, earlier: Load) -> bool:
    """Judged anew, the same came out."""
    return (load.rows_accepted, load.reasons) == (
        earlier.rows_accepted,
        earlier.reasons,
    )


def _name_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"uid {os.getuid()}"
