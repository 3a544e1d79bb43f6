"""Register files as they lie on disk: what kind they are, and the tables in them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from warehouse.intake.iati_files import open_iati
from warehouse.intake.parquet_files import open_parquet
from warehouse.intake.problems import (
    EmptyFileError,
    MissingFileError,
    UnknownTypeError,
    UnreadableNameError,
)
from warehouse.intake.sheets import Sheet
from warehouse.intake.text_files import open_text
from warehouse.intake.workbooks import open_workbook

ENDINGS = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xls", ".xml")


@dataclass(frozen=True)
class RegisterFile:
    """A readable file: its path, the SHA-256 of its bytes and its tables.

    `has_contacts`: people or their addresses are named beside the tables.
    """

    path: Path
    sha256: str
    sheets: tuple[Sheet, ...]
    has_contacts: bool = False


def open_register(path: Path) -> RegisterFile:
    """Look at a file without reading all of its rows.

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
    sheets, has_contacts = _open_sheets(path)
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return RegisterFile(path, sha256, sheets, has_contacts)


def _open_sheets(path: Path) -> tuple[tuple[Sheet, ...], bool]:
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            return (open_text(path),), False
        case ".parquet":
            return (open_parquet(path),), False
        case ".xlsx" | ".xls":
            return open_workbook(path), False
        case ".xml":
            return open_iati(path)
        case other:
            raise UnknownTypeError(path, ending=other or "–")


def _has_stray_bytes(path: Path) -> bool:
    """Bytes of a name that are no UTF-8 stand in its text as lone surrogates."""
    return any("\ud800" <= letter <= "\udfff" for letter in str(path))
