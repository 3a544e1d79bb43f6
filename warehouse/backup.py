"""One file with everything that cannot be made again, and a folder from such a file.

What is served and what was loaded goes in; work in progress, drafts and files that
were handed over do not. A backup can be taken while builds, loads and publications run:
sealed releases and landed files are never changed, only replaced, so hard links made in
a moment are a state that was.
"""

import fcntl
import os
import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.durability import sync_file, sync_folder, sync_tree
from warehouse.intake.ledger import find_journals
from warehouse.pointer_lock import hold_pointer
from warehouse.releases import find_served_id, list_folders
from warehouse.settings import Settings

_POINTER = "current.json"
_STAGED, _RELEASES, _AUDIT = "staged", "releases", "audit"
_PARTS = (_AUDIT, "mappings", _STAGED, _RELEASES, "erasure.json", _POINTER)
"""In the order in which they are put back: what is served comes last."""

_END = "complete"
"""The last name in the file, so that one that was cut off is told from a whole one."""

_SNAPSHOT = "backup"
_WAIT_SECONDS = 0.1


class OccupiedFolderError(FileExistsError):
    """There is a warehouse in the folder already; the text is its path."""


class NoBackupError(ValueError):
    """The file is no backup, or is not whole; the text is its path."""


@dataclass(frozen=True)
class Backup:
    """What is in a backup: how many loads and releases, and what is served."""

    path: Path
    size: int
    loads: int
    releases: int
    served: str | None


def write_backup(out: Path, settings: Settings) -> Backup:
    """Write the backup to a new file that only its owner can read.

    Raises:
        FileExistsError: there is a file of this name; it stays as it is.
    """
    if out.exists():
        raise FileExistsError(17, "exists", str(out))
    with _take_snapshot(settings) as snapshot:
        written = out.with_name(f".tmp-{out.name}")
        _pack(snapshot, written)
        written.rename(out)
        sync_folder(out.parent)
        return _describe(out, settings.model_copy(update={"dir": snapshot}))


def restore_backup(file: Path, settings: Settings) -> Backup:
    """Put a backup into a folder that has no warehouse.

    Raises:
        OccupiedFolderError: it has one.
        NoBackupError: the file is no backup, or is not whole; nothing was put back.
    """
    settings.dir.mkdir(parents=True, exist_ok=True)
    if any((settings.dir / part).exists() for part in _PARTS):
        raise OccupiedFolderError(settings.dir)
    unpacked = settings.dir / ".tmp-restored"
    shutil.rmtree(unpacked, ignore_errors=True)
    try:
        _unpack(file, unpacked)
        sync_tree(unpacked)
        for part in _PARTS:
            if (unpacked / part).exists():
                (unpacked / part).rename(settings.dir / part)
        sync_folder(settings.dir)
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    return _describe(file, settings)


def remove_snapshot(settings: Settings) -> None:
    """Remove what a killed backup left."""
    shutil.rmtree(settings.work_dir / _SNAPSHOT, ignore_errors=True)


@contextmanager
def _take_snapshot(settings: Settings) -> Iterator[Path]:
    """A folder of hard links, one backup at a time."""
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    with (settings.work_dir / "backup.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        remove_snapshot(settings)
        snapshot = settings.work_dir / _SNAPSHOT
        snapshot.mkdir()
        try:
            _link_staged(settings, snapshot)
            # Lines are added to these files, so that a link would not stay as it is.
            if (settings.dir / _AUDIT).is_dir():
                shutil.copytree(settings.dir / _AUDIT, snapshot / _AUDIT)
            _link(settings.dir / "mappings", snapshot / "mappings")
            _link(settings.dir / "erasure.json", snapshot / "erasure.json")
            # Nothing is published, withdrawn or removed meanwhile.
            with hold_pointer(settings):
                _link_releases(settings, snapshot)
                _link(settings.dir / _POINTER, snapshot / _POINTER)
            yield snapshot
        finally:
            remove_snapshot(settings)


def _link_staged(settings: Settings, snapshot: Path) -> None:
    """All loads of a call or none: a journal is there while they are put in place."""
    while True:
        before = find_journals(settings)
        _link(settings.staged_dir, snapshot / _STAGED)
        if not (before or find_journals(settings)):
            return
        shutil.rmtree(snapshot / _STAGED, ignore_errors=True)
        time.sleep(_WAIT_SECONDS)


def _link_releases(settings: Settings, snapshot: Path) -> None:
    for folder in list_folders(settings):
        _link(folder, snapshot / _RELEASES / folder.name)
    for tombstone in settings.releases_dir.glob("*.json"):
        _link(tombstone, snapshot / _RELEASES / tombstone.name)


def _link(source: Path, target: Path) -> None:
    """A file, or all of a folder but what is being written in it."""
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for path in source.iterdir():
            if not path.name.startswith(".tmp-"):
                _link(path, target / path.name)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:  # a file system without links
            shutil.copy2(source, target)


def _pack(folder: Path, out: Path) -> None:
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        for path in sorted(folder.iterdir()):
            tar.add(path, path.name)
        tar.addfile(tarfile.TarInfo(_END))
    sync_file(out)


def _unpack(file: Path, target: Path) -> None:
    try:
        with tarfile.open(file) as tar:
            names = tar.getnames()
            parts = {name.partition("/")[0] for name in names}
            if names[-1:] != [_END] or not parts <= {*_PARTS, _END}:
                raise NoBackupError(file)
            tar.extractall(target, filter="data")
    except (tarfile.TarError, EOFError) as error:
        raise NoBackupError(file) from error


def _describe(path: Path, settings: Settings) -> Backup:
    return Backup(
        path,
        path.stat().st_size,
        loads=len(list(settings.staged_dir.glob("loads/*"))),
        releases=len(list_folders(settings)),
        served=find_served_id(settings),
    )
