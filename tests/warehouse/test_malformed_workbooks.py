"""Workbooks that are damaged, protected, computed or none: refused in words."""

import io
import struct
import zipfile

import pytest

from tests.warehouse.landed import make_settings
from tests.warehouse.packages import (
    lie,
    write_head,
    write_package,
    write_sheet,
)
from tests.warehouse.refusing import (
    make_old_workbook,
    make_refuser,
    make_workbook,
)


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def refuse(settings, monkeypatch, capfd):
    return make_refuser(settings, monkeypatch, capfd)


def encrypt(content):
    """Set the mark of a password on every part of a package."""
    marked = bytearray(content)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(sign)
        while at >= 0:
            marked[at + place] |= 1
            at = marked.find(sign, at + 4)
    return bytes(marked)


def make_store():
    """A package whose parts are not packed, so that only their marks can tell."""
    source, written = zipfile.ZipFile(io.BytesIO(make_workbook())), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as package:
        for name in source.namelist():
            package.writestr(name, source.read(name))
    return written.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORMULA = write_sheet(
    write_head() + '<row r="3"><c r="A3"><f>"e"&amp;1</f><v>0</v></c></row>'
)

BOOKS = {
    "formulas": (write_package(FORMULA), "formulas"),
    "a password on the parts": (encrypt(make_workbook()), "unreadable_file"),
    "a password on parts not packed": (encrypt(make_store()), "unreadable_file"),
    "sizes too small": (lie(make_workbook(), 20, 3), "unreadable_file"),
    "sizes unpacked too small": (lie(make_workbook(), 24, 3), "unreadable_file"),
    "another kind of package": (
        write_package("<x/>", workbook="<x/>"),
        "unreadable_file",
    ),
    "a part that is no XML": (write_package("<worksheet"), "unreadable_file"),
    "an index that is no XML": (write_package("<x/>", workbook="<"), "unreadable_file"),
    "no package": (b"event_id,sex\ne1,male\n", "unreadable_file"),
    "10,000 columns": (make_workbook([[f"c{n}" for n in range(10_000)]]), "columns"),
    "empty sheets": (make_workbook((), ()), "empty_file"),
    "headers only": (make_workbook([("event_id", "sex")]), "empty_file"),
    "a document": (OLE + b"\0" * 2000, "unreadable_file"),
}


@pytest.mark.parametrize(("content", "code"), BOOKS.values(), ids=BOOKS)
def test_workbooks_that_are_none(refuse, tmp_path, content, code):
    path = tmp_path / "attendance.xlsx"
    path.write_bytes(content)
    assert code in refuse(path)


def test_a_workbook_with_a_password(refuse, tmp_path):
    """What Excel writes is an OLE file with one stream of encrypted bytes."""
    path = tmp_path / "attendance.xlsx"
    path.write_bytes(make_ole("EncryptedPackage"))
    assert refuse(path) in ("protected_file", "unreadable_file")


@pytest.mark.parametrize("stream", ["WordDocument", "PowerPoint Document"])
def test_an_ole_file_that_is_no_workbook(refuse, tmp_path, stream):
    path = tmp_path / "attendance.xls"
    path.write_bytes(make_ole(stream))
    assert refuse(path) in ("unreadable_file", "protected_file")


def make_ole(stream):
    """xlwt writes the container; only the name of its one stream is changed."""
    old, new = (
        name.encode("utf-16-le").ljust(64, b"\0") for name in ("Workbook", stream)
    )
    size = struct.pack("<H", (len(stream) + 1) * 2)
    content = make_old_workbook()
    at = content.index(old)
    return content[:at] + new + size + content[at + 66 :]
