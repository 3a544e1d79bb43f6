"""Files that are damaged, hostile or no registers: refused in words, nothing landed."""

import io
import os
import random
import resource
import struct
import subprocess
import sys
import zipfile

import polars as pl
import pytest
import xlsxwriter
import xlwt

from tests.conftest import REPOSITORY
from tests.warehouse.command_line import make_runner
from tests.warehouse.landed import make_settings
from tests.warehouse.packages import (
    MAIN,
    write_cell,
    write_head,
    write_package,
    write_sheet,
)

MOST_BYTES = 2 * 2**30


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def refuse(settings, monkeypatch, capfd):
    """Refused in both languages and forms, with nothing landed or left behind."""
    run = make_runner(settings, monkeypatch, capfd)

    def check(path, *options):
        codes = set()
        for language in ("en", "ru"):
            wish = ("ingest", path, *options, "--lang", language)
            told = run(*wish, "--format", "json")
            assert told.code in (1, 2), told.text
            error = told.data["error"]
            assert len(error["message"]) > 40
            assert not error["message"].startswith(f"intake.{error['code']}")
            codes.add(error["code"])
            told = run(*wish)
            assert told.code in (1, 2)
            assert told.stderr.strip()
        check_nothing_is_left(settings)
        (code,) = codes
        return code

    return check


def check_nothing_is_left(settings):
    files = [path for path in settings.dir.rglob("*") if path.is_file()]
    assert [path.name for path in files] in ([], ["build.lock"])
    assert not list(settings.staged_dir.glob("*"))


def make_workbook(*sheets):
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        for rows in sheets or [(("event_id", "sex"), ("e1", "female"))]:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return written.getvalue()


def make_old_workbook():
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for number, row in enumerate((("event_id", "sex"), ("e1", "female")) * 50):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


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


def encrypt(content):
    """Set the mark of a password on every part of a package."""
    marked = bytearray(content)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(sign)
        while at >= 0:
            marked[at + place] |= 1
            at = marked.find(sign, at + 4)
    return bytes(marked)


def lie(content, place, value):
    """Change a size in the index of every part of a package."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + place : at + place + 4] = struct.pack("<I", value)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


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
FAR = '<row r="1048576">' + write_cell("{}1048576", "x") + "</row>"
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


@pytest.fixture(scope="module")
def inflating():
    """A package whose sheet has 600 MB of spaces."""
    return write_package(write_sheet(" " * 600_000_000))


class TestBombs:
    """Small files that would fill the memory; the child's own peak is measured."""

    @pytest.fixture
    def measure(self, settings):
        def check(path):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            done = subprocess.run(
                [sys.executable, "-m", "warehouse", "ingest", path, "--format", "json"],
                cwd=REPOSITORY,
                env={
                    **os.environ,
                    "WAREHOUSE_DIR": str(settings.dir),
                    "WAREHOUSE_PROJECT_DIR": str(settings.project_dir),
                },
                capture_output=True,
                text=True,
                check=False,
            )
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            assert done.returncode == 1, done.stdout + done.stderr
            assert "Traceback" not in done.stderr
            assert peak == before or peak * 1024 < MOST_BYTES
            check_nothing_is_left(settings)
            return done.stdout

        return check

    def test_a_part_that_inflates(self, measure, tmp_path, inflating):
        path = tmp_path / "attendance.xlsx"
        path.write_bytes(inflating)
        assert path.stat().st_size < 1_000_000
        assert "too_large" in measure(path)

    def test_a_part_that_hides_how_it_inflates(self, measure, tmp_path, inflating):
        path = tmp_path / "attendance.xlsx"
        path.write_bytes(lie(inflating, 24, 1000))
        assert "too_large" in measure(path)

    def test_bombs_inside_bombs_are_not_opened(self, measure, tmp_path, inflating):
        path = tmp_path / "attendance.xlsx"
        inner = {"xl/embeddings/a.xlsx": inflating}
        path.write_bytes(write_package("<x/>", **inner))
        measure(path)

    @pytest.mark.parametrize("column", ["XFD", "ALL"])
    def test_a_cell_in_the_last_corner(self, measure, tmp_path, column):
        path = tmp_path / "attendance.xlsx"
        path.write_bytes(write_package(write_sheet(write_head() + FAR.format(column))))
        assert "too_large" in measure(path)

    def test_one_long_text_in_very_many_cells(self, measure, tmp_path):
        path = tmp_path / "attendance.xlsx"
        cells = "".join(
            f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>'
            for n in range(3, 100_003)
        )
        text = f'<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
        path.write_bytes(write_package(write_sheet(write_head() + cells), text))
        assert "too_large" in measure(path)

    def test_a_merged_range_over_everything(self, measure, tmp_path):
        path = tmp_path / "attendance.xlsx"
        merged = '<mergeCells><mergeCell ref="A1:ALL1048576"/></mergeCells>'
        sheet = write_sheet(write_head() + FAR.format("A"), merged)
        path.write_bytes(write_package(sheet))
        measure(path)

    def test_entities_that_multiply(self, measure, tmp_path):
        path = tmp_path / "activities.xml"
        path.write_text(bomb_of_entities())
        assert "unreadable_file" in measure(path) or "empty_file" in measure(path)

    def test_entities_that_multiply_inside_a_workbook(self, measure, tmp_path):
        path = tmp_path / "attendance.xlsx"
        entities, _ = bomb_of_entities().split("<iati", 1)
        workbook = entities.replace("iati-activities", "workbook") + (
            f'<workbook xmlns="{MAIN}"><sheets><sheet name="&j;"/></sheets></workbook>'
        )
        path.write_bytes(write_package(write_sheet(write_head()), workbook=workbook))
        measure(path)


def bomb_of_entities():
    names = "abcdefghij"
    first = f'<!ENTITY a "{"ha" * 50}">'
    rest = [
        f'<!ENTITY {n} "{f"&{o};" * 10}">'
        for o, n in zip(names, names[1:], strict=False)
    ]
    return (
        f"<!DOCTYPE iati-activities [{first}{''.join(rest)}]>"
        '<iati-activities version="2.03"><iati-activity><reporting-org ref="X-1">'
        "<narrative>&j;</narrative></reporting-org></iati-activity></iati-activities>"
    )


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
