"""Files that must be refused: in words, in both languages, with nothing left behind."""

import io

import xlsxwriter
import xlwt

from tests.warehouse.command_line import make_runner


def make_refuser(settings, monkeypatch, capfd):
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
