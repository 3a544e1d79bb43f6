"""CSV and TSV as offices write them: encodings, delimiters, titles, broken lines."""

import csv
import io

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest
from warehouse.intake.problems import IntakeError

HEADER = "Код мероприятия;Дата начала;Название;Участники"
ROW = "с-1;22.04.2008;Обучение муниципальных служащих;12"


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


def load(path, settings, **wishes):
    (report,) = ingest([path], settings=settings, **wishes)
    landed, held = read_landed(settings, report)
    return report, landed, held


class TestEncodings:
    @pytest.mark.parametrize(
        ("encoding", "found"),
        [
            ("utf-8", "utf-8"),
            ("utf-8-sig", "utf-8-sig"),
            ("utf-16", "utf-16"),
            ("cp1251", "cp1251"),
            ("koi8_r", "koi8_r"),
            ("cp866", "cp866"),
        ],
    )
    @pytest.mark.parametrize("copies", [1, 3000])
    def test_a_register_in_russian(self, settings, tmp_path, encoding, found, copies):
        rows = [ROW.replace("с-1", f"с-{n}") for n in range(copies)]
        path = tmp_path / "file.csv"
        path.write_bytes("\r\n".join([HEADER, *rows, ""]).encode(encoding))
        report, landed, _ = load(path, settings)
        assert (report.dataset, report.encoding) == ("training_events", found)
        assert report.rows_accepted == copies
        assert landed["title"].unique().to_list() == ["Обучение муниципальных служащих"]
        assert landed["event_id"][0] == "с-0"

    def test_big_endian(self, settings, tmp_path):
        path = tmp_path / "file.csv"
        text = "\ufeff" + "\n".join([HEADER, ROW])
        path.write_bytes(text.encode("utf-16-be"))
        assert load(path, settings)[0].rows_accepted == 1

    @pytest.mark.parametrize("word", ["Мир", "ж", "Ёлка", "Щ", "«Сургут»"])
    def test_one_short_russian_word_among_latin_ones(self, settings, tmp_path, word):
        path = tmp_path / "training_events.csv"
        path.write_bytes(
            f"event_id,start_date,title\na,2008-05-01,{word}\n".encode("cp1251")
        )
        report, landed, _ = load(path, settings)
        assert (report.encoding, landed["title"].item()) == ("cp1251", word)

    def test_western_letters(self, settings, tmp_path):
        path = tmp_path / "training_events.csv"
        lines = "event_id,start_date,title\na,2008-05-01,Café München señor\n"
        path.write_bytes(lines.encode("cp1252"))
        _, landed, _ = load(path, settings)
        assert landed["title"].item() == "Café München señor"

    def test_a_letter_of_another_encoding_far_below_is_found(self, settings, tmp_path):
        path = tmp_path / "training_events.csv"
        rows = "".join(f"a{n},2008-05-01,Seminar\n" for n in range(40_000))
        text = f"event_id,start_date,title\n{rows}z,2008-05-01,Обучение людей\n"
        path.write_bytes(text.encode("cp1251"))
        report, landed, _ = load(path, settings)
        assert report.encoding == "cp1251"
        assert landed["title"][-1] == "Обучение людей"


class TestShape:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("name", ["file.csv", "file.tsv", "file.txt", "FILE.CSV"])
    def test_delimiters_and_line_ends(self, settings, tmp_path, delimiter, ends, name):
        lines = [
            "event_id;start_date;title",
            'a;2008-05-01;"x, y; z | w"',
            "b;2008-1-1;",
        ]
        quoted = [line.replace(";", delimiter) for line in lines]
        quoted[1] = delimiter.join(("a", "2008-05-01", '"x, y; z | w"'))
        path = tmp_path / name
        path.write_bytes(ends.join([*quoted, ""]).encode())
        report, landed, _ = load(path, settings)
        assert report.rows_accepted == 2
        assert landed["title"].to_list() == ["x, y; z | w", None]
        assert landed["source_row"].to_list() == [2, 3]

    def test_decimal_commas_do_not_make_the_comma_the_delimiter(self, settings, write):
        path = write(
            "training_events.csv",
            *("event_id;start_date;contact_hours", "a;2008-05-01;1,5"),
            *("b;2008-05-01;2,5", "c;2008-05-01;3,5"),
        )
        _, landed, _ = load(path, settings)
        assert landed["contact_hours"].to_list() == [1.5, 2.5, 3.5]

    def test_short_rows_have_blanks_and_long_ones_are_held_back(self, settings, write):
        path = write(
            "attendance.csv",
            *("event_id,sex,age_years", "e1", "e1,male", "e1,male,40,extra"),
            *("e1,male,40,", "e1,male,40,,,", "e1,male,40" + ",x" * 30, "e2,female,4"),
        )
        report, landed, held = load(path, settings)
        assert landed["source_row"].to_list() == [2, 3, 5, 6]
        assert landed["age_years"].to_list() == [None, None, 40, 40]
        rules = dict(zip(held["source_row"], held["rule"], strict=True))
        assert rules == {4: "too_many_fields", 7: "too_many_fields", 8: "out_of_range"}
        assert report.rows_in == 7

    def test_titles_above_the_headers(self, settings, write):
        path = write(
            "file.csv",
            *("Реестр мероприятий за 2008 год;;;", ";;;", "Исполнитель: отдел;;;"),
            *(HEADER, ROW, ";;;", "Итого;;;12"),
        )
        report, landed, held = load(path, settings)
        assert landed["source_row"].to_list() == [5]
        assert held["source_row"].unique().to_list() == [7]

    def test_line_breaks_inside_quotes(self, settings, write):
        path = write(
            "training_events.csv",
            *("event_id,start_date,title", 'a,2008-05-01,"two', 'lines"'),
            *("b,soon,x", 'c,2008-05-01,"say ""yes"""'),
        )
        _, landed, held = load(path, settings)
        assert landed["title"].to_list() == ["two\nlines", 'say "yes"']
        assert landed["source_row"].to_list() == [2, 4]
        assert held["source_row"].to_list() == [3]

    def test_rows_are_numbered_as_a_spreadsheet_shows_them(self, settings, write):
        path = write(
            "attendance.csv",
            *("A title", "", "event_id,sex", "", "e1,male", "", "", "e1,?", "e2,male"),
        )
        _, landed, held = load(path, settings)
        assert landed["source_row"].to_list() == [5, 9]
        assert held["source_row"].to_list() == [8]

    def test_headers_with_marks_spaces_and_capitals(self, settings, write):
        path = write("file.csv", " EVENT_ID *; Start  Date :;Название.", "a;2008-1-1;x")
        report, landed, _ = load(path, settings)
        assert (report.dataset, landed["title"].item()) == ("training_events", "x")

    def test_the_last_line_needs_no_end(self, settings, tmp_path):
        path = tmp_path / "attendance.csv"
        path.write_bytes(b"event_id,sex\r\ne1,male\r\ne2,female")
        assert load(path, settings)[0].rows_accepted == 2


fields = st.text(st.sampled_from('ab"\n\r ,;é'), max_size=6)
tables = st.lists(st.tuples(fields, fields), min_size=1, max_size=6)


@pytest.mark.long
@effort(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=tables, ends=st.sampled_from(["\n", "\r\n"]))
def test_what_a_program_writes_comes_back(tmp_path_factory, rows, ends):
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=ends)
    writer.writerows([("event_id", "start_date", "title", "venue")])
    writer.writerows((f"x{n}", "2008-05-01", *row) for n, row in enumerate(rows))
    folder = tmp_path_factory.mktemp("any")
    settings = make_settings(folder)
    path = folder / "training_events.csv"
    path.write_bytes(written.getvalue().encode())
    report, landed, _ = load(path, settings)
    expected = [tuple(text.strip() or None for text in row) for row in rows]
    assert landed.select("title", "venue").rows() == expected
    assert report.rows_accepted == len(rows)


lines = st.lists(st.text(st.sampled_from('ab" ,'), max_size=10), min_size=1, max_size=6)


@pytest.mark.long
@effort(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lines=lines)
def test_stray_quotes_swallow_no_row(tmp_path_factory, lines):
    """Read as every other program reads it, or refused."""
    content = "event_id,sex,organisation\n" + "".join(f"e1,,{t}\n" for t in lines)
    try:
        records = list(csv.reader(io.StringIO(content, newline=""), strict=True))[1:]
    except csv.Error:
        records = None
    folder = tmp_path_factory.mktemp("any")
    path = folder / "attendance.csv"
    path.write_text(content)
    try:
        report, landed, held = load(path, make_settings(folder))
    except IntakeError:
        return
    assume(records is not None)
    assert report.rows_in == len(records)
    for row in landed.iter_rows(named=True):
        record = records[row["source_row"] - 2]
        assert row["organisation"] == (record[2].strip() or None)
