"""Files that lie about in the warehouse's folder, and what an erasure makes of them."""

import zipfile

import polars as pl
import pytest

from warehouse.erasure.strays import Strays, remove_strays
from warehouse.settings import Settings

NAME = "Меченая Анна"
LOCKED = 0x1


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path)


def write_book(path, text):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", text * 100)


def lock(path):
    """Mark what is packed as encrypted, as programs mark what has a password."""
    content = bytearray(path.read_bytes())
    content[6] |= LOCKED
    content[content.rindex(b"PK\x01\x02") + 8] |= LOCKED
    path.write_bytes(content)


def test_a_file_with_the_person_goes_and_another_stays(settings):
    folder = settings.dir
    write_book(folder / "hers.xlsx", NAME)
    write_book(folder / "his.xlsx", "Борис")
    pl.DataFrame({"name": [NAME] * 100}).write_parquet(folder / "hers.parquet")
    (folder / "note.txt").write_text(NAME, "utf-8")
    assert remove_strays([NAME], settings) == Strays(3)
    assert [path.name for path in folder.iterdir()] == ["his.xlsx"]


def test_what_cannot_be_searched_is_named_and_stops_nothing(settings):
    folder = settings.dir
    (folder / "exports").mkdir()
    whole = folder / "whole.parquet"
    pl.DataFrame({"name": [NAME] * 100}).write_parquet(whole, compression="zstd")
    (folder / "a_cut.parquet").write_bytes(b"PAR1" + bytes(80) + b"PAR1")
    write_book(folder / "exports" / "locked.zip", NAME)
    lock(folder / "exports" / "locked.zip")
    found = remove_strays([NAME], settings)
    assert found == Strays(1, ("a_cut.parquet", "exports/locked.zip"))
    assert not whole.exists()


def test_a_word_beside_what_is_locked_is_enough(settings):
    path = settings.dir / "locked.zip"
    write_book(path, "x")
    lock(path)
    path.write_bytes(NAME.encode() + path.read_bytes())
    assert remove_strays([NAME], settings) == Strays(1)


def test_without_a_person_nothing_is_searched(settings):
    (settings.dir / "cut.parquet").write_bytes(b"PAR1")
    assert remove_strays([], settings) == Strays()
