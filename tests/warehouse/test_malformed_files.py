"""Files that are damaged, hostile or no registers: refused, nothing landed."""

import io
import os
import random

import polars as pl
import pytest

from tests.warehouse.command_line import make_runner
from tests.warehouse.landed import make_settings
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


def make_parquet():
    written = io.BytesIO()
    numbers = [str(n * 7919 % 10007) for n in range(5000)]
    pl.DataFrame({"event_id": numbers}).write_parquet(written)
    return written.getvalue()


WHOLE = {
    "attendance.xlsx": make_workbook,
    "attendance.xls": make_old_workbook,
    "attendance.parquet": make_parquet,
}


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_short(refuse, tmp_path, name, share):
    content = WHOLE[name]()
    path = tmp_path / name
    path.write_bytes(content[: int(len(content) * share)])
    assert refuse(path) in ("unreadable_file", "empty_file")


@pytest.mark.parametrize("name", WHOLE)
def test_no_damage_ever_ends_in_a_traceback(settings, monkeypatch, capfd, name):
    """Some damage hits bytes that nobody reads; the rest is refused."""
    run = make_runner(settings, monkeypatch, capfd)
    content, chance = WHOLE[name](), random.Random(name)
    for attempt in range(15):
        bytes_ = bytearray(content)
        for _ in range(8):
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        path = settings.dir.parent / f"damaged{attempt}{name}"
        path.write_bytes(bytes_)
        wish = ("--as", "attendance", "--dry-run", "--format", "json")
        told = run("ingest", path, *wish)
        assert told.code in (0, 1), told.text
        assert told.data


_NO_TEXT = random.Random(5)
BYTES = {
    "random": (_NO_TEXT.randbytes(5000), "not_text"),
    "random without zeros": (
        bytes(b for b in _NO_TEXT.randbytes(5000) if b),
        "not_text",
    ),
    "UTF-16 without a mark": ("event_id,sex\ne1,ж\n".encode("utf-16-le"), "not_text"),
    "two encodings": (
        "event_id,organisation\ne1,Город\n".encode() + "e1,Район\n".encode("cp1251"),
        "not_text",
    ),
    "a mark of UTF-8 before other bytes": (b"\xef\xbb\xbfevent_id\n\xff\n", "not_text"),
    "a workbook": (make_workbook(), "not_text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_text"),
    "an open quote": (b'event_id,sex\ne1,male\ne2,"fem', "unbalanced_quotes"),
    "an open quote far below": (
        b"event_id,sex\n" + b"e1,male\n" * 200_000 + b'e2,"fem\n',
        "unbalanced_quotes",
    ),
    "a quote inside": (
        b'event_id,organisation\ne1,12" tube\ne2,x\n',
        "unbalanced_quotes",
    ),
    "a field of two megabytes": (
        b"event_id,sex\ne1," + b"x" * 2_000_000 + b"\ne1,a,b,c,d,e,f,g,h,i\n",
        "unreadable_file",
    ),
    "10,000 columns": (",".join(f"c{n}" for n in range(10_000)), "too_many_columns"),
    "a row of 10,000 fields": (
        "event_id,sex\n" + "e1,male\n" * 100 + "x," * 10_000,
        "too_many_columns",
    ),
    "nothing": (b"", "empty_file"),
    "blank lines": (b"\n\n  \n", "empty_file"),
    "commas only": (b",,,\n,,,\n", "empty_file"),
    "headers only": (b"event_id,sex\n", "empty_file"),
    "headers and blanks": (b"event_id,sex\n,\n \n", "empty_file"),
}


@pytest.mark.parametrize(("content", "code"), BYTES.values(), ids=BYTES)
def test_text_that_is_none(refuse, tmp_path, content, code):
    path = tmp_path / "attendance.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert refuse(path) == code


XML = {
    "a page": ("<html><body/></html>", "not_iati"),
    "a feed of organisations": ("<iati-organisations/>", "not_iati"),
    "no end": ("<iati-activities>", "unreadable_file"),
    "no XML": ("event_id,sex\ne1,male\n", "unreadable_file"),
    "no activities": ('<iati-activities version="2.03"/>', "empty_file"),
    "very deep": ("<iati-activities>" + "<a>" * 5000, "unreadable_file"),
}


@pytest.mark.parametrize(("content", "code"), XML.values(), ids=XML)
def test_xml_that_is_no_activity_file(refuse, tmp_path, content, code):
    path = tmp_path / "activities.xml"
    path.write_text(content)
    assert refuse(path) == code


def test_an_external_entity_is_not_looked_up(settings, monkeypatch, capfd, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of this machine")
    path = tmp_path / "activities.xml"
    path.write_text(
        f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'
        '<iati-activities version="2.03"><iati-activity><reporting-org ref="X-1">'
        "<narrative>Fund &s;</narrative></reporting-org></iati-activity>"
        "</iati-activities>"
    )
    run = make_runner(settings, monkeypatch, capfd)
    assert "the secret" not in run("ingest", path).text
    for file in settings.dir.rglob("*.parquet"):
        assert "the secret" not in str(pl.read_parquet(file).to_dicts())


class TestNamesAndPlaces:
    @pytest.mark.parametrize(
        "name",
        ["\x1b[31mred.csv", "\u202evsc.exe.csv", "a\nb.csv", "a\tb\rc.csv", " .csv"]
        + ["x" * 240 + ".csv", "'; drop table x;--.csv", "[bold]{0}%s.csv", "имя.csv"],
    )
    def test_a_strange_name_is_shown_harmlessly(self, refuse, tmp_path, name):
        path = tmp_path / name
        path.write_text("a,b\n1,2\n")
        assert refuse(path) == "unknown_dataset"

    def test_what_steers_a_terminal_does_not_reach_it(
        self, settings, monkeypatch, capfd, tmp_path
    ):
        run = make_runner(settings, monkeypatch, capfd)
        path = tmp_path / "\x1b[31m\u202e\x07.csv"
        path.write_text("a\x1b[2J\u202e,b\n1,2\n")
        told = run("ingest", path).text
        assert not set("\x1b\u202e\x07") & set(told)
        good = tmp_path / "\x1b[31m\u202e\x07good.csv"
        good.write_text("event_id,sex,\x1b[2J\ne1,\x1b[31mmale,x\n")
        told = run("ingest", good, "--as", "attendance").text
        assert not set("\x1b\u202e\x07") & set(told)

    @pytest.mark.parametrize("name", ["y" * 300 + ".csv", "nowhere.csv", "a\0b.csv"])
    def test_a_name_that_nothing_can_have(self, refuse, tmp_path, name):
        assert refuse(tmp_path / name) == "usage"

    def test_a_folder_called_like_a_file(self, refuse, tmp_path):
        (tmp_path / "attendance.csv").mkdir()
        assert refuse(tmp_path / "attendance.csv") == "no_register_files"

    @pytest.mark.parametrize("name", ["attendance.csv", "attendance.xlsx"])
    def test_a_pipe_is_not_waited_for(self, refuse, tmp_path, name):
        os.mkfifo(tmp_path / name)
        assert refuse(tmp_path / name) == "missing_file"

    def test_a_device_is_no_file(self, refuse):
        assert refuse("/dev/zero") == "missing_file"

    def test_a_link_to_nowhere(self, refuse, tmp_path):
        (tmp_path / "attendance.csv").symlink_to(tmp_path / "gone.csv")
        assert refuse(tmp_path / "attendance.csv") == "usage"

    def test_a_link_to_itself(self, refuse, tmp_path):
        (tmp_path / "attendance.csv").symlink_to(tmp_path / "attendance.csv")
        assert refuse(tmp_path / "attendance.csv") == "usage"

    def test_a_link_to_a_register_is_the_register(
        self, settings, monkeypatch, capfd, tmp_path
    ):
        (tmp_path / "real.csv").write_text("event_id\ne1\n")
        (tmp_path / "attendance.csv").symlink_to(tmp_path / "real.csv")
        run = make_runner(settings, monkeypatch, capfd)
        assert run("ingest", tmp_path / "attendance.csv").code == 0

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read(self, refuse, tmp_path):
        path = tmp_path / "attendance.csv"
        path.write_text("event_id\ne1\n")
        path.chmod(0)
        assert refuse(path) in ("storage", "usage")


def test_of_several_files_one_refused_keeps_all_out(refuse, tmp_path):
    (tmp_path / "attendance.csv").write_text("event_id\ne1\n")
    (tmp_path / "evaluations.xlsx").write_bytes(make_workbook()[:500])
    assert refuse(tmp_path) == "unreadable_file"
