"""Files of the warehouse's folder that no part of it made, an export of rows, say."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse.settings import Settings

_OWN = ("releases", "staged", "work", "inbox", "mappings", "audit")
_OWN_FILES = ("current.json", "erasure.json")
_ENCODINGS = ("utf-8", "utf-16-le", "cp1251")
_LEAST_LETTERS = 3
"""A shorter word is in any file."""


class _ClosedFileError(ValueError):
    """What is packed in a file cannot be read."""


@dataclass(frozen=True)
class Strays:
    """How many were removed, and the paths of those that nobody can search."""

    removed: int = 0
    unsearched: tuple[str, ...] = ()


def remove_strays(words: Iterable[str], settings: Settings) -> Strays:
    """Remove those with one of the words in them."""
    needles = set(_encode(words))
    removed, unsearched = 0, []
    for path in _list_strays(settings) if needles else ():
        try:
            is_found = _holds(path, needles)
        except _ClosedFileError:
            unsearched.append(str(path.relative_to(settings.dir)))
            continue
        if is_found:
            path.unlink()
            removed += 1
    return Strays(removed, tuple(unsearched))


def _encode(words: Iterable[str]) -> Iterator[bytes]:
    for word in words:
        if len(word) >= _LEAST_LETTERS:
            for encoding in _ENCODINGS:
                yield word.encode(encoding, errors="ignore")


def _list_strays(settings: Settings) -> Iterator[Path]:
    for path in sorted(settings.dir.rglob("*")):
        first = path.relative_to(settings.dir).parts[0]
        if first not in (*_OWN, *_OWN_FILES) and path.is_file():
            yield path


def _holds(path: Path, needles: set[bytes]) -> bool:
    return any(needle in part for part in _read_parts(path) for needle in needles)


def _read_parts(path: Path) -> Iterator[bytes]:
    """The bytes, and what is packed in a workbook or a Parquet file.

    Raises:
        _ClosedFileError: it is damaged, or locked with a password.
    """
    try:
        yield path.read_bytes()
        yield from _unpack(path)
    # Whatever a reader of files makes of such a file: the erasure has to go on.
    except Exception as error:
        raise _ClosedFileError(path) from error


def _unpack(path: Path) -> Iterator[bytes]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            yield from (book.read(name) for name in book.namelist())
    elif path.suffix == ".parquet":
        rows = pl.read_parquet(path)
        yield from (str(row).encode() for row in rows.iter_rows())
