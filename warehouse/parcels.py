"""Files handed over for the intake: copies in the inbox, kept no longer than needed.

A parcel is a folder `inbox/<id>/`; only the user that runs the server can read it.
"""

import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from os import O_CREAT, O_EXCL, O_WRONLY, fdopen
from os import open as open_descriptor
from pathlib import Path
from typing import BinaryIO

from warehouse.settings import Settings

MAPPING_NAME = "mapping.yml"
_CHUNK_BYTES = 1 << 20
_STALE_SECONDS = 24 * 60 * 60
_MOST_LETTERS = 60
_FALLBACK_STEM = "register"
_ID = re.compile(r"[0-9a-f]{32}")
_STRANGE = re.compile(r"[^\w .,()+-]")


@dataclass(frozen=True)
class Parcel:
    """The folder of files that were handed over together."""

    folder: Path

    @property
    def parcel_id(self) -> str:
        """A random name that cannot be guessed."""
        return self.folder.name

    @property
    def files(self) -> list[Path]:
        """The copies, by name; none once they were removed."""
        return sorted(_files_dir(self.folder).glob("*"))

    @property
    def mapping(self) -> Path | None:
        """How the files are to be read, where somebody said so."""
        path = self.folder / MAPPING_NAME
        return path if path.is_file() else None

    def put_mapping(self, stream: BinaryIO | None) -> None:
        """Take another mapping, or none."""
        (self.folder / MAPPING_NAME).unlink(missing_ok=True)
        if stream:
            _copy(stream, self.folder / MAPPING_NAME)

    def empty(self) -> None:
        """Remove the copies; what is known about them stays."""
        shutil.rmtree(_files_dir(self.folder), ignore_errors=True)
        (self.folder / MAPPING_NAME).unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the copies and what is known about them."""
        shutil.rmtree(self.folder, ignore_errors=True)


def receive(files: Iterable[tuple[str, BinaryIO]], settings: Settings) -> Parcel:
    """Copy files, given by the names that people gave them, into a new parcel.

    Raises:
        OSError: the disk refuses; nothing is left of the copies.
    """
    inbox = _inbox_dir(settings)
    inbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    parcel = Parcel(inbox / secrets.token_hex(16))
    parcel.folder.mkdir(mode=0o700)
    try:
        _files_dir(parcel.folder).mkdir(mode=0o700)
        for name, stream in files:
            _copy(stream, _find_place(parcel, clean_name(name)))
    except BaseException:
        parcel.remove()
        raise
    return parcel


def find_parcel(parcel_id: str, settings: Settings) -> Parcel | None:
    """The parcel of this id, which may come from anybody; None if there is none."""
    if not _ID.fullmatch(parcel_id):
        return None
    folder = _inbox_dir(settings) / parcel_id
    return Parcel(folder) if folder.is_dir() else None


def list_stale(settings: Settings) -> list[Parcel]:
    """Parcels that nobody has touched for a day."""
    latest = time.time() - _STALE_SECONDS
    parcels = list_parcels(settings)
    return [p for p in parcels if p.folder.stat().st_mtime < latest]


def list_parcels(settings: Settings) -> list[Parcel]:
    """Everything that lies in the inbox."""
    folders = (path for path in _inbox_dir(settings).glob("*") if path.is_dir())
    return [Parcel(path) for path in folders]


def clean_name(name: str) -> str:
    """A name for the copy: the letters and the ending of the given one, no path."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = _STRANGE.sub("_", last).rstrip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:_MOST_LETTERS] or _FALLBACK_STEM
    return f"{stem[:_MOST_LETTERS].strip(' .') or _FALLBACK_STEM}.{ending[:8].lower()}"


def count_lines(path: Path) -> int:
    """Line ends in a file: about the number of rows of a text file."""
    with path.open("rb") as file:
        return sum(
            chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")
        )


def _find_place(parcel: Parcel, name: str) -> Path:
    """Files of the same name stand beside each other."""
    folder = _files_dir(parcel.folder)
    stem, ending = Path(name).stem, Path(name).suffix
    numbered = (f"{stem} ({number}){ending}" for number in range(2, 10_000))
    return next(p for n in (name, *numbered) if not (p := folder / n).exists())


def _copy(stream: BinaryIO, target: Path) -> None:
    descriptor = open_descriptor(target, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    stream.seek(0)
    with fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(stream, file, _CHUNK_BYTES)


def _inbox_dir(settings: Settings) -> Path:
    return settings.dir / "inbox"


def _files_dir(folder: Path) -> Path:
    return folder / "files"
