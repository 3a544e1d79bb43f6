"""Size and SHA-256 of files: what a release promises about itself."""

import hashlib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Checksum(BaseModel):
    """What a file must be: `size` in bytes and `sha256` in hexadecimal."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    size: int


def compute_checksum(path: Path) -> Checksum:
    """Read the whole file.

    Raises:
        OSError: when it is missing or cannot be read.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Checksum(sha256=digest, size=path.stat().st_size)


def is_sound(path: Path, expected: Checksum) -> bool:
    """Tell whether the file is there and unchanged, reading it in full."""
    try:
        return compute_checksum(path) == expected
    except OSError:
        return False


def is_sound_since_start(path: Path, expected: Checksum) -> bool:
    """The same at the cost of a `stat`: read once per process and state of the file.

    A change that keeps size, time and inode is found by `doctor`, not here.
    """
    try:
        stat = path.stat()
    except OSError:
        return False
    if stat.st_size != expected.size:
        return False
    try:
        return _compute_once(path, stat.st_mtime_ns, stat.st_ino) == expected
    except OSError:
        return False


@lru_cache(maxsize=512)
def _compute_once(path: Path, mtime_ns: int, inode: int) -> Checksum:
    """What was read; a file that could not be read is tried again."""
    return compute_checksum(path)
