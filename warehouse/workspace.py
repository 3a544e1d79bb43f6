"""The folder one build works in, the lock that keeps it alone, and cleaning up."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from warehouse.pointer_lock import hold_pointer
from warehouse.release_info import DATABASE_NAME
from warehouse.settings import Settings

_PATIENCE_SECONDS = 0.5


class BuildRunningError(RuntimeError):
    """Another build holds the lock; the text is its process id, when known."""


@dataclass(frozen=True)
class BuildFolder:
    """A folder with a build's file, dbt's artifacts and the registers it reads."""

    folder: Path

    @property
    def database(self) -> Path:
        """The file that dbt builds; its name is the catalogue's name in views."""
        return self.folder / DATABASE_NAME

    @property
    def target(self) -> Path:
        """dbt's artifacts."""
        return self.folder / "target"

    @property
    def inputs(self) -> Path:
        """What dbt sees of the warehouse's folder: the loads of this build only."""
        return self.folder / "inputs"


@dataclass(frozen=True)
class Workspace(BuildFolder):
    """Where one build writes. Always the same path, so that dbt's parse can be kept."""

    cache: Path


@contextmanager
def hold_lock(settings: Settings, *, is_waiting: bool = False) -> Iterator[None]:
    """Keep other builds and loads out; a kill lets go of the lock by itself.

    Raises:
        BuildRunningError: another process holds it, and this one is not waiting.
    """
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    with _lock_file(settings).open("a+", encoding="utf-8") as file:
        if is_waiting:
            fcntl.flock(file, fcntl.LOCK_EX)
        elif not _take(file):
            file.seek(0)
            raise BuildRunningError(file.read().strip())
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def is_locked(settings: Settings) -> bool:
    """Tell whether a build or load is at work; takes its lock for a moment."""
    try:
        with _lock_file(settings).open(encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _take(file: IO[str]) -> bool:
    """Try for a moment: who only looks whether somebody is at work is soon gone."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return False
            time.sleep(_PATIENCE_SECONDS / 20)
        else:
            return True


def _lock_file(settings: Settings) -> Path:
    return settings.work_dir / "build.lock"


def locate_workspace(settings: Settings) -> Path:
    """The folder of every build, whether there is one or not."""
    return (settings.work_dir / "build").resolve()


def open_workspace(settings: Settings) -> Workspace:
    """An empty workspace; call it with the lock held. Leftovers of killed builds go."""
    remove_leftovers(settings)
    folder = locate_workspace(settings)
    folder.mkdir(parents=True)
    cache = settings.work_dir / "cache"
    cache.mkdir(exist_ok=True)
    return Workspace(folder, cache.resolve())


def remove_leftovers(settings: Settings) -> None:
    """Remove what a killed build or landing left; call it with the lock held."""
    shutil.rmtree(locate_workspace(settings), ignore_errors=True)
    # Whoever moves the pointer holds its lock only, and writes a file of this name.
    with hold_pointer(settings):
        for path in find_leftovers(settings):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def find_leftovers(settings: Settings) -> list[Path]:
    """Unfinished releases, pointers, landings and records of builds.

    With the build's and the pointer's lock held they are nobody's work.
    """
    folders = (
        settings.releases_dir,
        settings.dir,
        settings.staged_dir,
        settings.work_dir / "builds",
        settings.work_dir / "cache",
    )
    return [path for folder in folders for path in folder.glob(".tmp-*")]
