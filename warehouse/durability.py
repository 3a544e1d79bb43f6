"""Writing that survives a kill and a power cut: all of it, or nothing."""

import os
import tempfile
from pathlib import Path


def sync_file(path: Path) -> None:
    """Flush one file to the disk.

    Raises:
        OSError: when the file is missing or the disk refuses.
    """
    _sync(path, os.O_RDONLY)


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def sync_tree(folder: Path) -> None:
    """Flush every file below `folder`, then the folders, innermost first."""
    paths = sorted(folder.rglob("*"), reverse=True)
    for path in paths:
        if path.is_file():
            sync_file(path)
    for path in [*paths, folder]:
        if path.is_dir():
            sync_folder(path)


def replace_text(path: Path, text: str) -> None:
    """Give `path` a new content at once: readers see the old text or the new one."""
    _write_beside(path, text).replace(path)
    sync_folder(path.parent)


def create_text(path: Path, text: str) -> None:
    """Make a new file with all of its content, or none.

    Raises:
        FileExistsError: something of this name is there; it stays as it is.
    """
    written = _write_beside(path, text)
    try:
        path.hardlink_to(written)
    finally:
        written.unlink()
    sync_folder(path.parent)


def _write_beside(path: Path, text: str) -> Path:
    """The text in a file of another name in the same folder."""
    handle, name = tempfile.mkstemp(prefix=f".tmp-{path.name}-", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    return Path(name)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
