"""Rows of one file to their place in the staging area, all of them or none."""

import getpass
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from warehouse.durability import sync_folder, sync_tree
from warehouse.intake.files import iterate_batches
from warehouse.intake.ledger import Load, loads_dir, write_entry
from warehouse.intake.parsing import has_text
from warehouse.intake.problems import EmptyFileError, RowsLostError
from warehouse.intake.recognition import Recognised
from warehouse.intake.repeats import KeyWatch
from warehouse.intake.validation import FAULT_TYPES, Verdict, judge
from warehouse.parquet import ParquetStream
from warehouse.registers import DATASETS
from warehouse.settings import Settings

QUARANTINE_NAME = "quarantine.parquet"
_TEMPORARY_PREFIX = ".tmp-"
_STALE_SECONDS = 24 * 60 * 60
_QUARANTINE_TYPES = {
    "load_id": pl.String(),
    "dataset": pl.String(),
    "source_file": pl.String(),
    **FAULT_TYPES,
    "original": pl.String(),
}


@dataclass
class _Tally:
    """What has gone through so far."""

    rows_in: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


def name_load(recognised: Recognised) -> str:
    """The load's id: the same file as the same register always has the same."""
    return f"{recognised.dataset.name}-{recognised.file.sha256[:12]}"


class Landing:
    """Loads that are made ready one by one and put in place together.

    Each fills a folder under a temporary name, which is renamed when all are ready:
    a file that is refused keeps the others out, and a process that dies leaves no
    half load that anyone reads.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ready: dict[str, Path] = {}

    def prepare(self, recognised: Recognised, provenance: str) -> Load:
        """Validate a file and write its load; nobody sees it yet.

        Raises:
            IntakeError: the file is refused.
        """
        folder = _make_temporary_folder(self._settings)
        self._ready[name_load(recognised)] = folder
        tally = _write_rows(recognised, folder, provenance)
        load = _make_entry(recognised, provenance, tally)
        write_entry(load, folder)
        return load

    def finish(self) -> None:
        """Put every load in place."""
        for folder in self._ready.values():
            sync_tree(folder)
        for load_id, folder in self._ready.items():
            _rename(folder, loads_dir(self._settings) / load_id)

    def clear(self) -> None:
        """Remove what was not put in place."""
        for folder in self._ready.values():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def open_landing(settings: Settings) -> Iterator[Landing]:
    """A landing whose unfinished loads are gone afterwards."""
    landing = Landing(settings)
    try:
        yield landing
    finally:
        landing.clear()


def write_empty_registers(settings: Settings) -> Path:
    """Write a typed file without rows per dataset, so that no glob finds nothing."""
    folder = settings.staged_dir / "empty"
    folder.mkdir(parents=True, exist_ok=True)
    tables = {name: item.landed_types for name, item in DATASETS.items()}
    tables["quarantine"] = _QUARANTINE_TYPES
    for name, types in tables.items():
        temporary = folder / f"{_TEMPORARY_PREFIX}{name}"
        with ParquetStream(temporary, types):
            pass
        temporary.replace(folder / f"{name}.parquet")
    return folder


def _write_rows(recognised: Recognised, folder: Path, provenance: str) -> _Tally:
    tally, watch = _Tally(), KeyWatch(recognised.dataset)
    landed = folder / f"{recognised.dataset.name}.parquet"
    with ExitStack() as stack:
        rows = stack.enter_context(
            ParquetStream(landed, recognised.dataset.landed_types)
        )
        quarantine = stack.enter_context(
            ParquetStream(folder / QUARANTINE_NAME, _QUARANTINE_TYPES)
        )
        for batch in _number_rows(recognised):
            verdict = watch.split(judge(batch, recognised))
            rows.write(_add_origin(verdict.accepted, recognised, provenance))
            quarantine.write(_keep_original(batch, verdict, recognised))
            _count(tally, batch, verdict)
    if tally.rows_in == 0:
        raise EmptyFileError(recognised.file.path)
    _check_rows(recognised, tally)
    return tally


def _number_rows(recognised: Recognised) -> Iterator[pl.DataFrame]:
    first = 1
    for batch in iterate_batches(recognised.file):
        yield batch.with_columns(
            pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias("source_row")
        )
        first += batch.height


def _add_origin(
    rows: pl.DataFrame, recognised: Recognised, provenance: str
) -> pl.DataFrame:
    return rows.with_columns(
        provenance=pl.lit(provenance),
        load_id=pl.lit(name_load(recognised)),
        source_file=pl.lit(recognised.file.path.name),
    )


def _keep_original(
    batch: pl.DataFrame, verdict: Verdict, recognised: Recognised
) -> pl.DataFrame:
    """The faults with the row's declared columns as they came, as JSON.

    Columns that the register does not know may name people: they are not kept.
    """
    originals = batch.join(verdict.faults, on="source_row", how="semi").select(
        "source_row",
        original=pl.struct(
            pl.col(name) if has_text(batch.schema[name]) else pl.lit("?").alias(name)
            for name in recognised.names
        ).struct.json_encode(),
    )
    return verdict.faults.join(
        originals, on="source_row", how="left", maintain_order="left"
    ).with_columns(
        load_id=pl.lit(name_load(recognised)),
        dataset=pl.lit(recognised.dataset.name),
        source_file=pl.lit(recognised.file.path.name),
    )


def _count(tally: _Tally, batch: pl.DataFrame, verdict: Verdict) -> None:
    tally.rows_in += batch.height
    tally.rows_accepted += verdict.accepted.height
    tally.rows_quarantined += verdict.faults["source_row"].n_unique()
    broken = verdict.faults.unique(["source_row", "rule"])["rule"]
    tally.reasons.update(broken.to_list())


def _check_rows(recognised: Recognised, tally: _Tally) -> None:
    rows_out = tally.rows_accepted + tally.rows_quarantined
    if rows_out != tally.rows_in:
        raise RowsLostError(
            recognised.file.path, rows_in=str(tally.rows_in), rows_out=str(rows_out)
        )


def _make_entry(recognised: Recognised, provenance: str, tally: _Tally) -> Load:
    return Load(
        load_id=name_load(recognised),
        file=recognised.file.path.name,
        sha256=recognised.file.sha256,
        dataset=recognised.dataset.name,
        sheet=None,
        provenance=provenance,
        rows_in=tally.rows_in,
        rows_accepted=tally.rows_accepted,
        rows_quarantined=tally.rows_quarantined,
        reasons=dict(sorted(tally.reasons.items())),
        ignored_columns=list(recognised.ignored_headers),
        loaded_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        loaded_by=_name_user(),
    )


def _name_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"uid {os.getuid()}"


def _make_temporary_folder(settings: Settings) -> Path:
    staged = settings.staged_dir
    staged.mkdir(parents=True, exist_ok=True)
    _sweep(staged)
    return Path(tempfile.mkdtemp(prefix=_TEMPORARY_PREFIX, dir=staged))


def _sweep(staged: Path) -> None:
    """Remove what killed processes left; a load never takes a day."""
    for folder in staged.glob(f"{_TEMPORARY_PREFIX}*"):
        if time.time() - folder.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _rename(folder: Path, target: Path) -> None:
    """Put a complete load in place; if another process was first, its load stands."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    try:
        folder.rename(target)
    except OSError:
        if not target.is_dir():
            raise
    sync_folder(target.parent)
