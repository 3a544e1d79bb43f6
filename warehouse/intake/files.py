"""Register files as they lie on disk: what they are and their rows in batches."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse.intake.problems import (
    EmptyFileError,
    MissingFileError,
    NotTextError,
    UnknownTypeError,
    UnreadableFileError,
    UnreadableNameError,
)

BATCH_ROWS = 500_000
_LOOKED_AT = 1 << 16


@dataclass(frozen=True)
class RegisterFile:
    """A readable file: its path, the SHA-256 of its bytes and its headers."""

    path: Path
    sha256: str
    headers: tuple[str, ...]


def open_register(path: Path) -> RegisterFile:
    """Look at a file without reading its rows.

    Raises:
        UnreadableFileError: no such file, an unknown ending, no text, damaged bytes.
        EmptyFileError: the file has no bytes.
    """
    if _has_stray_bytes(path):
        raise UnreadableNameError(path)
    if not path.is_file():
        raise MissingFileError(path)
    if path.stat().st_size == 0:
        raise EmptyFileError(path)
    _refuse_binary(path)
    headers = _read_headers(path)
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return RegisterFile(path, sha256, headers)


def iterate_batches(file: RegisterFile) -> Iterator[pl.DataFrame]:
    """Yield the rows in the file's order, at most `BATCH_ROWS` at a time.

    Values of text files are text; those of Parquet keep their type.

    Raises:
        UnreadableFileError: damaged bytes in the middle of the file.
    """
    batches = _scan(file.path).collect_batches(
        chunk_size=BATCH_ROWS, maintain_order=True
    )
    try:
        yield from batches
    except pl.exceptions.PolarsError as error:
        raise _unreadable(file.path, error) from error


def _has_stray_bytes(path: Path) -> bool:
    """Bytes of a name that are no UTF-8 stand in its text as lone surrogates."""
    return any("\ud800" <= letter <= "\udfff" for letter in str(path))


def _refuse_binary(path: Path) -> None:
    """A picture or a workbook renamed to .csv would give one column of rubbish."""
    if path.suffix.lower() == ".csv":
        with path.open("rb") as stream:
            start = stream.read(_LOOKED_AT)
        if b"\0" in start or not _is_utf8(start.splitlines()[0]):
            raise NotTextError(path)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(line) == _LOOKED_AT and error.end == len(line)
    return True


def _read_headers(path: Path) -> tuple[str, ...]:
    try:
        return tuple(_scan(path).collect_schema().names())
    except pl.exceptions.NoDataError as error:
        raise EmptyFileError(path) from error
    except pl.exceptions.PolarsError as error:
        raise _unreadable(path, error) from error


def _scan(path: Path) -> pl.LazyFrame:
    match path.suffix.lower():
        case ".csv":
            return pl.scan_csv(path, infer_schema=False, glob=False)
        case ".parquet":
            return pl.scan_parquet(path, glob=False, hive_partitioning=False)
        case other:
            raise UnknownTypeError(path, ending=other or "–")


def _unreadable(path: Path, error: Exception) -> UnreadableFileError:
    detail = str(error).splitlines()[0]
    if "utf-8" in detail.lower():
        return NotTextError(path)
    return UnreadableFileError(path, detail=detail)
