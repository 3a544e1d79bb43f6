"""What is inside an XLSX file: how large it really is, and where its formulas are."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from lxml import etree

from warehouse.intake.problems import TooLargeError, UnreadableFileError

MOST_BYTES = 768 * 2**20
"""Of a workbook unpacked: a million rows of ten columns are 522 MiB (2026)."""

_CHUNK = 1 << 20
_LOCAL_HEADER = 30
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*>"
    rb"\s*<(?:\w+:)?f[\s/>]"
)
_LONGEST_CELL = 4_096
"""From the opening of a cell to that of its formula."""

_MOST_NAMED = 1_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_DAMAGED = (
    *(KeyError, ValueError, RuntimeError, EOFError, OSError),
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError),
)
"""What packages with wrong sizes, names, passwords or parts are refused with."""

Place = tuple[int, int]


def refuse_bomb(path: Path) -> None:
    """Unpack without keeping anything: what the file says of its size may be a lie.

    Raises:
        TooLargeError: more than `MOST_BYTES` come out.
        UnreadableFileError: it is no such package.
    """
    total = 0
    try:
        with zipfile.ZipFile(path) as package, path.open("rb") as stream:
            for member in package.infolist():
                for size in _inflate(stream, member):
                    total += size
                    if total > MOST_BYTES:
                        raise TooLargeError(path, most=f"{MOST_BYTES >> 20}")
    except _DAMAGED as error:
        raise UnreadableFileError(path) from error


def find_formulas(path: Path) -> dict[str, tuple[Place, ...]]:
    """Per sheet the places of computed cells: row from 1, column from 0.

    Raises:
        UnreadableFileError: the package's own index cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return {
                name: tuple(_list_formulas(package, part))
                for name, part in _list_parts(package)
                if part in package.namelist()
            }
    except _DAMAGED as error:
        raise UnreadableFileError(path) from error


def _inflate(stream: IO[bytes], member: zipfile.ZipInfo) -> Iterator[int]:
    """Sizes of the pieces that really come out of one member."""
    stream.seek(member.header_offset)
    header = stream.read(_LOCAL_HEADER)
    name, extra = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    stream.seek(name + extra, 1)
    left = member.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and (packed := stream.read(min(left, _CHUNK))):
        left -= len(packed)
        if member.compress_type == zipfile.ZIP_STORED:
            yield len(packed)
            continue
        while packed:
            yield len(inflater.decompress(packed, _CHUNK))
            packed = inflater.unconsumed_tail


def _list_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of sheets with the paths of their parts."""
    relations = _parse(package, "xl/_rels/workbook.xml.rels")
    targets = {item.get("Id"): item.get("Target") or "" for item in relations}
    for sheet in _parse(package, "xl/workbook.xml").iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name") or "", str(PurePosixPath(part))


def _parse(package: zipfile.ZipFile, part: str) -> etree._Element:
    return etree.fromstring(package.read(part), _make_parser())


def _make_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _list_formulas(package: zipfile.ZipFile, part: str) -> Iterator[Place]:
    found, text = 0, b""
    with package.open(part) as stream:
        while (chunk := stream.read(_CHUNK)) and found < _MOST_NAMED:
            text, end = text + chunk, 0
            for cell in _FORMULA.finditer(text):
                yield int(cell[2]), _number_column(cell[1].decode())
                found, end = found + 1, cell.end()
            text = text[max(end, len(text) - _LONGEST_CELL) :]


def _number_column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
