"""Somebody else's file, read through a mapping that is kept for the next one."""

from datetime import date

import polars as pl
import pytest
import xlsxwriter

from tests.warehouse.command_line import make_runner
from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest, read_mapping
from warehouse.intake.problems import (
    KeyMissingError,
    MissingColumnsError,
    WrongMappingError,
)

EVENTS = ("dataset: training_events", "columns: {event_id: Slug, start_date: Day}")


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


def load(path, settings, mapping=None, **wishes):
    read = read_mapping(mapping) if mapping else None
    (report,) = ingest([path], settings=settings, mapping=read, **wishes)
    landed, held = read_landed(settings, report)
    return report, landed, held


class TestReading:
    def test_columns_constants_dates_and_values(self, settings, write):
        path = write(
            "list.csv",
            "Slug,Day,Came,Where,Ignored",
            "a,9/8/18 15:29,12,UK,x",
            "b,9/9/18 9:00,,online,x",
            "c,9/10/18 9:00,3,fr,x",
        )
        mapping = write(
            "list.yml",
            *("dataset: training_events", "columns:", "  event_id: slug"),
            *("  start_date: Day", "  attendance_count: Came", "  country: Where"),
            *("  end_date: Day", "constants:", "  status: completed"),
            *("  attendance_count: 7", "dates:", "  start_date: '%m/%d/%y %H:%M'"),
            *("  end_date: '%m/%d/%y %H:%M'", "values:"),
            *("  country: {UK: GB, ONLINE: '', FR: FR}",),
        )
        report, landed, _ = load(path, settings, mapping)
        assert report.rows_accepted == 3
        assert landed["start_date"].to_list() == [date(2018, 9, n) for n in (8, 9, 10)]
        assert landed["end_date"].equals(landed["start_date"], check_names=False)
        assert landed["attendance_count"].to_list() == [12, 7, 3]
        assert landed["country"].to_list() == ["GB", None, "FR"]
        assert landed["status"].unique().to_list() == ["completed"]
        assert report.ignored_columns == ("Ignored",)

    def test_yaml_s_own_types_are_taken_as_text(self, settings, write):
        path = write("list.csv", "Slug,Day,Done", "a,2008-05-01,1", "b,2008-05-01,no")
        mapping = write(
            "list.yml",
            *(*EVENTS[:1], "columns: {event_id: Slug, start_date: Day, status: Done}"),
            *("constants: {contact_hours: 8, end_date: 2008-05-02, publisher: 007}",),
            "values: {status: {1: completed, no: cancelled}}",
        )
        _, landed, held = load(path, settings, mapping)
        assert held.is_empty(), held.to_dicts()
        assert landed["status"].to_list() == ["completed", "cancelled"]
        assert landed["end_date"].to_list() == [date(2008, 5, 2)] * 2
        assert landed["contact_hours"].to_list() == [8.0, 8.0]

    @pytest.mark.parametrize("blank", ["", '""', "  ", '" "'])
    def test_a_constant_fills_what_is_blank(self, settings, write, blank):
        path = write("list.csv", "Slug,Day", f"a,{blank}", "b,2008-05-01")
        mapping = write("l.yml", *EVENTS, "constants: {start_date: 2009-01-01}")
        _, landed, _ = load(path, settings, mapping)
        assert landed["start_date"].to_list() == [date(2009, 1, 1), date(2008, 5, 1)]

    @pytest.mark.parametrize("word", ["Straße", "ПРОВЕДЁН", "Done ", " done", "DONE"])
    def test_words_are_found_in_any_case(self, settings, write, word):
        path = write("list.csv", "Slug;Day;State", f"a;2008-05-01;{word.upper()}")
        mapping = write(
            "list.yml",
            *(*EVENTS[:1], "columns: {event_id: Slug, start_date: Day, status: State}"),
            f"values: {{status: {{'{word.strip().upper()}': completed}}}}",
        )
        _, landed, _ = load(path, settings, mapping)
        assert landed["status"].to_list() == ["completed"]

    def test_a_workbook_s_sheets_that_fit_are_read(self, settings, write, tmp_path):
        path = tmp_path / "list.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for name in ("May", "June"):
                sheet = book.add_worksheet(name)
                sheet.write_row(1, 0, ("Slug", "Day"))
                sheet.write_row(2, 0, (name, "2008-05-01"))
            book.add_worksheet("Notes").write(0, 0, "nothing")
        mapping = read_mapping(write("list.yml", *EVENTS))
        reports = ingest([path], settings=settings, mapping=mapping)
        assert [report.sheet for report in reports] == ["May", "June"]
        assert reports[0].skipped_sheets == ("Notes",)

    def test_a_column_that_names_people_needs_the_key(self, settings, write):
        path = write("list.csv", "Slug,Who", "e1,Иванова Мария")
        mapping = write(
            *("l.yml", "dataset: attendance"),
            "columns: {event_id: Slug, full_name: Who}",
        )
        with pytest.raises(KeyMissingError):
            load(path, settings, mapping)

    def test_what_the_register_needs_must_be_mapped(self, settings, write):
        path = write("list.csv", "Slug,Day", "a,2008-05-01")
        mapping = write(
            "l.yml", "dataset: training_events", "columns: {event_id: Slug}"
        )
        with pytest.raises(MissingColumnsError):
            load(path, settings, mapping)


class TestWideTables:
    MAPPING = (
        "dataset: indicator_targets",
        "columns: {metric: Indicator}",
        "constants: {grain: year}",
        "unpivot: {columns: [2008, 2009], name: period, value: target_value}",
        "values: {period: {2008: 2008-01-01, 2009: 2009-01-01}}",
    )

    def check(self, path, settings, write):
        report, landed, held = load(path, settings, write("wide.yml", *self.MAPPING))
        columns = ("metric", "period", "target_value", "source_row", "source_column")
        assert landed.select(columns).rows() == [
            ("trainings_held", date(2008, 1, 1), 1.0, 2, "2008"),
            ("trainings_held", date(2009, 1, 1), 2.5, 2, "2009"),
            ("attendances", date(2009, 1, 1), 4.0, 3, "2009"),
        ]
        assert (report.rows_in, held.height) == (3, 0)

    def test_as_text(self, settings, write):
        lines = (
            *("Indicator;2008;2009;Total", "trainings_held;1;2,5;3,5"),
            *("attendances;;4;4", "people_reached; ;;"),
        )
        self.check(write("wide.csv", *lines), settings, write)

    def test_as_a_workbook(self, settings, write, tmp_path):
        with xlsxwriter.Workbook(tmp_path / "wide.xlsx") as book:
            sheet = book.add_worksheet()
            rows = (
                ("Indicator", 2008, 2009),
                ("trainings_held", 1, 2.5),
                ("attendances", None, 4),
            )
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        self.check(tmp_path / "wide.xlsx", settings, write)

    def test_as_parquet(self, settings, write, tmp_path):
        rows = {
            "Indicator": ["trainings_held", "attendances"],
            "2008": [1, None],
            "2009": ["2.5", "4"],
        }
        pl.DataFrame(rows).write_parquet(tmp_path / "wide.parquet")
        self.check(tmp_path / "wide.parquet", settings, write)

    def test_a_row_too_long_is_held_back_in_all_its_cells(self, settings, write):
        path = write(
            "wide.csv", "Indicator;2008;2009", "trainings_held;1;2;3", "attendances;1;2"
        )
        report, landed, held = load(path, settings, write("w.yml", *self.MAPPING))
        assert landed["source_row"].to_list() == [3, 3]
        assert held.select("rule", "source_column").rows() == [
            *(("too_many_fields", "2008"), ("too_many_fields", "2009")),
        ]


class TestKept:
    def test_the_next_file_with_these_headers_is_read_with_it(self, settings, write):
        mapping = write("list.yml", *EVENTS)
        load(write("may.csv", "Slug;Day", "a;2008-05-01"), settings, mapping)
        path = write("june.csv", "title;;", "slug; DAY ", "b;2008-06-01")
        report, landed, _ = load(path, settings)
        assert report.is_mapping_kept
        assert landed["event_id"].to_list() == ["b"]

    def test_it_is_for_headers_in_this_order_only(self, settings, write):
        mapping = write("list.yml", *EVENTS)
        load(write("may.csv", "Slug;Day", "a;2008-05-01"), settings, mapping)
        with pytest.raises(MissingColumnsError):
            load(
                write("june.csv", "Day;Slug", "2008-05-01;b"),
                *(settings, None),
                dataset="training_events",
            )

    def test_a_dry_run_or_a_refused_file_keeps_none(self, settings, write):
        mapping = write("list.yml", *EVENTS)
        path = write("may.csv", "Slug;Day", "a;2008-05-01")
        ingest([path], settings=settings, mapping=read_mapping(mapping), dry_run=True)
        with pytest.raises(WrongMappingError):
            load(write("june.csv", "Other;Day", "a;b"), settings, mapping)
        assert not (settings.dir / "mappings").exists()

    def test_it_is_forgotten_with_its_file(self, settings, write):
        mapping = write("list.yml", *EVENTS)
        path = write("may.csv", "Slug;Day", "a;2008-05-01")
        load(path, settings, mapping)
        (kept,) = (settings.dir / "mappings").iterdir()
        assert read_mapping(kept) == read_mapping(mapping)
        kept.write_text("dataset: [")
        with pytest.raises(WrongMappingError):
            load(path, settings)
        kept.unlink()
        assert not load(path, settings, mapping)[0].is_mapping_kept


WRONG = {
    "no YAML": ("dataset: [", "unreadable"),
    "very deep": ("[" * 100_000, "unreadable"),
    "a number without end": (f"dataset: {'9' * 5000}", "dataset"),
    "other objects": ("dataset: !!python/name:os.system", "dataset"),
    "binary": ("\x00\x01", "unreadable"),
    "nothing": ("", "shape"),
    "a list": ("- dataset", "shape"),
    "a word": ("dataset", "shape"),
    "an unknown entry": ("dataset: attendance\ncolumn: {a: b}", "shape"),
    "a wrong shape": ("dataset: attendance\ncolumns: [event_id]", "shape"),
    "unpivot without value": (
        "dataset: attendance\nunpivot: {columns: [a], name: sex}",
        "shape",
    ),
    "unpivot of nothing": (
        "dataset: attendance\nunpivot: {columns: [], value: sex}",
        "shape",
    ),
    "an unknown register": ("dataset: moon", "dataset"),
    "an unknown column": ("dataset: attendance\ncolumns: {moon: a}", "column"),
    "an unknown constant": ("dataset: attendance\nconstants: {moon: a}", "column"),
    "an unknown date": ("dataset: attendance\ndates: {moon: '%F'}", "column"),
    "a date without its year": (
        "dataset: follow_ups\ndates: {due_date: '%d.%m'}",
        "format",
    ),
    "a header that is not there": (
        "dataset: attendance\ncolumns: {event_id: moon}",
        "header",
    ),
}


@pytest.mark.parametrize(("content", "problem"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_wrong_mapping_is_refused_in_words(
    settings, monkeypatch, capfd, write, tmp_path, content, problem, language
):
    run = make_runner(settings, monkeypatch, capfd)
    (tmp_path / "m.yml").write_text(content, "utf-8")
    path = write("list.csv", "a,b", "1,2")
    wish = ("ingest", path, "--map", tmp_path / "m.yml", "--lang", language)
    told = run(*wish, "--format", "json")
    assert told.code == 1, told.text
    assert told.data["error"]["code"] == f"wrong_mapping_{problem}"
    message = told.data["error"]["message"].removeprefix(f"{tmp_path / 'm.yml'}: ")
    assert not message.startswith("intake.")
    assert "“”" not in message
    assert "«»" not in message
    assert not list(settings.dir.rglob("*.parquet"))


def test_aliases_that_multiply_end_quickly(settings, monkeypatch, capfd, write):
    run = make_runner(settings, monkeypatch, capfd)
    names = "bcdefghijk"
    lines = [
        f"{n}: &{n} [{','.join([f'*{o}'] * 9)}]"
        for o, n in zip("a" + names, names, strict=False)
    ]
    mapping = write("m.yml", f"a: &a [{','.join('x' * 9)}]", *lines, "dataset: *k")
    told = run("ingest", write("list.csv", "a", "1"), "--map", mapping)
    assert told.code == 1


@pytest.mark.parametrize("name", ["nowhere.yml", "."])
def test_a_mapping_that_is_not_there(
    settings, monkeypatch, capfd, write, tmp_path, name
):
    run = make_runner(settings, monkeypatch, capfd)
    told = run("ingest", write("list.csv", "a", "1"), "--map", tmp_path / name)
    assert told.code in (1, 2)
    assert told.stderr
