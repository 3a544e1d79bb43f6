"""Rows of one table to their place in the staging area, all of them or none."""

import json
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.durability import replace_text, sync_folder, sync_tree
from warehouse.intake.ledger import Load, find_journals, loads_dir
from warehouse.intake.writing import LOAD_TABLES
from warehouse.parquet import ParquetStream
from warehouse.registers import DATASETS
from warehouse.settings import Settings

_TEMPORARY_PREFIX = ".tmp-"
_STALE_SECONDS = 24 * 60 * 60


class Landing:
    """Loads that are made ready one by one and put in place together.

    Each fills a folder under a temporary name. When all are ready, a journal names
    them, each is renamed, and the journal is removed: that is the moment from which
    they count. A file that is refused keeps the others out, and a process that dies
    leaves nothing that anyone reads.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ready: dict[str, Path] = {}

    def prepare(self, load_id: str, fill: Callable[[Path], Load]) -> tuple[Load, Path]:
        """Fill the folder of a load; nobody sees it yet."""
        folder = _make_temporary_folder(self._settings)
        self._ready[load_id] = folder
        return fill(folder), folder

    def locate(self, load_id: str) -> Path:
        """The folder of a load, in place already or not yet."""
        return self._ready.get(load_id, loads_dir(self._settings) / load_id)

    def drop(self, load_id: str) -> None:
        """Do not put a load in place after all."""
        shutil.rmtree(self._ready.pop(load_id), ignore_errors=True)

    def finish(self) -> None:
        """Put every load in place."""
        if not self._ready:
            return
        for folder in self._ready.values():
            sync_tree(folder)
        staged = self._settings.staged_dir
        journal = staged / f"landing-{uuid.uuid4().hex}.json"
        replace_text(journal, json.dumps(list(self._ready)))
        for load_id, folder in self._ready.items():
            _rename(folder, loads_dir(self._settings) / load_id)
        journal.unlink()
        sync_folder(staged)

    def clear(self) -> None:
        """Remove what was not put in place."""
        for folder in self._ready.values():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def open_landing(settings: Settings) -> Iterator[Landing]:
    """A landing whose unfinished loads are gone afterwards."""
    undo_unfinished(settings)
    landing = Landing(settings)
    try:
        yield landing
    finally:
        landing.clear()


def undo_unfinished(settings: Settings) -> None:
    """Take back the loads of a landing that was killed: it never happened."""
    for journal in find_journals(settings):
        for load_id in json.loads(journal.read_text("utf-8")):
            shutil.rmtree(loads_dir(settings) / load_id, ignore_errors=True)
        journal.unlink()


def write_empty_registers(settings: Settings) -> Path:
    """Write a typed file without rows per dataset, so that no glob finds nothing."""
    folder = settings.staged_dir / "empty"
    folder.mkdir(parents=True, exist_ok=True)
    tables = {name: item.landed_types for name, item in DATASETS.items()} | LOAD_TABLES
    for name, types in tables.items():
        temporary = folder / f"{_TEMPORARY_PREFIX}{name}"
        with ParquetStream(temporary, types):
            pass
        temporary.replace(folder / f"{name}.parquet")
    return folder


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
