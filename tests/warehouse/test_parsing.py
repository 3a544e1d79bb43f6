"""Dates, numbers, ids, codes and places as people write them."""

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest, read_mapping
from warehouse.intake.dates import read_date
from warehouse.intake.numbers import read_identifier, read_number, read_whole
from warehouse.intake.problems import AmbiguousDatesError
from warehouse.wording import use_language


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


def read(reader, *texts, **wishes):
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return frame.select(reader(pl.col("text"), **wishes)).to_series().to_list()


def load(path, settings, **wishes):
    (report,) = ingest([path], settings=settings, **wishes)
    landed, held = read_landed(settings, report)
    return report, landed, held


MONTHS = {
    "en": "January February March April May June July August September October"
    " November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября"
    " ноября декабря",
}
SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "ru": "янв фев мар апр май июн июл авг сен окт ноя дек",
}


def _month(words, day):
    return words.split()[day.month - 1]


STYLES = {
    "iso": lambda d: f"{d:%Y-%m-%d}",
    "iso without zeros": lambda d: f"{d.year}-{d.month}-{d.day}",
    "slashed, year first": lambda d: f"{d:%Y/%m/%d}",
    "dotted, year first": lambda d: f"{d:%Y.%m.%d}",
    "dotted": lambda d: f"{d:%d.%m.%Y}",
    "dotted without zeros": lambda d: f"{d.day}.{d.month}.{d.year}",
    "with a time": lambda d: f"{d:%Y-%m-%d} 09:30",
    "with seconds and zone": lambda d: f"{d:%Y-%m-%d}T09:30:15.123Z",
    "dotted with a time": lambda d: f"{d:%d.%m.%Y} 9:30",
    "English": lambda d: f"{d.day} {_month(MONTHS['en'], d)} {d.year}",
    "American": lambda d: f"{_month(MONTHS['en'], d)} {d.day}, {d.year}",
    "spreadsheet": lambda d: f"{d.day:02}-{_month(SHORT['en'], d)}-{d.year}",
    "American, short": lambda d: f"{_month(SHORT['en'], d)}. {d.day}, {d.year}",
    "Russian": lambda d: f"{d.day} {_month(MONTHS['ru'], d)} {d.year} г.",
    "Russian, whole": lambda d: f"{d.day} {_month(MONTHS['ru'], d)} {d.year} года",
    "Russian, short": lambda d: f"{d.day} {_month(SHORT['ru'], d)}. {d.year}",
    "Russian, fixed spaces": lambda d: (
        f"{d.day}\u00a0{_month(MONTHS['ru'], d)}\u00a0{d.year}\u00a0г."
    ),
    "capitals": lambda d: f"{d.day} {_month(MONTHS['ru'], d).upper()} {d.year}",
}
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@effort(max_examples=40, deadline=None)
@given(day=days)
def test_a_date_in_any_certain_style_is_that_day(style, day):
    assert read(read_date, style(day)) == [day]


@pytest.mark.parametrize("style", ["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y"])
@effort(max_examples=40, deadline=None)
@given(day=days)
def test_a_slashed_date_is_read_in_the_order_that_is_known(style, day):
    form = style.replace("-", "/")
    assert read(read_date, f"{day:{style}}", form=form) == [day]
    assert read(read_date, f"{day:{style}}") == [None]


@pytest.mark.parametrize(
    "text",
    ["30.02.2008", "2008-13-01", "31 April 2008", "2008", "39560", "1.5", "soon"]
    + ["04/2008", "22 Smarch 2008", "22.04.2008-24.04.2008", "0000-00-00"],
)
def test_what_is_no_day_is_none(text):
    assert read(read_date, text) == [None]


class TestAmbiguousDates:
    HEADER = "event_id,start_date"

    @pytest.mark.parametrize("language", ["en", "ru"])
    @pytest.mark.parametrize(
        "value", ["03/04/2008", "3-4-2008", "22.04.08", "4/22/08", "03/04/08 15:29"]
    )
    def test_a_format_is_asked_for(self, settings, write, value, language):
        use_language(language)
        path = write("training_events.csv", self.HEADER, f"a,{value}")
        with pytest.raises(AmbiguousDatesError) as caught:
            ingest([path], settings=settings)
        use_language("en")
        assert caught.value.parameters["value"] == value.split()[0]
        assert caught.value.parameters["column"] == "start_date"

    @pytest.mark.parametrize(
        ("values", "first"),
        [
            (("03/04/2008", "22/04/2008"), date(2008, 4, 3)),
            (("03/04/2008", "04/22/2008"), date(2008, 3, 4)),
        ],
    )
    def test_another_row_proves_the_order(self, settings, write, values, first):
        lines = [f"e{n},{value}" for n, value in enumerate(values)]
        path = write("training_events.csv", self.HEADER, *lines)
        report, landed, _ = load(path, settings)
        assert landed["start_date"][0] == first
        assert list(report.formats) == ["start_date"]

    def test_a_row_far_below_proves_it_too(self, settings, write, monkeypatch):
        monkeypatch.setattr("warehouse.intake.text_files.BATCH_ROWS", 10)
        lines = [f"e{n},03/04/2008" for n in range(50)]
        path = write("training_events.csv", self.HEADER, *lines, "z,22/04/2008")
        _, landed, _ = load(path, settings)
        assert landed["start_date"].to_list()[:50] == [date(2008, 4, 3)] * 50

    def test_rows_that_prove_both_are_asked_about(self, settings, write):
        lines = ("a,22/04/2008", "b,04/22/2008")
        path = write("training_events.csv", self.HEADER, *lines)
        with pytest.raises(AmbiguousDatesError):
            ingest([path], settings=settings)

    @pytest.mark.parametrize(
        ("form", "value", "day"),
        [
            ("%d/%m/%Y", "03/04/2008", date(2008, 4, 3)),
            ("%m/%d/%Y", "03/04/2008", date(2008, 3, 4)),
            ("%m/%d/%y %H:%M", "9/8/18 15:29", date(2018, 9, 8)),
            ("%d.%m.%y", "22.04.08", date(2008, 4, 22)),
            ("%d-%b-%y", "22-Apr-08", date(2008, 4, 22)),
            ("%d.%m.%y", "2008-04-22", date(2008, 4, 22)),
        ],
    )
    def test_a_mapping_settles_it(self, settings, write, form, value, day):
        path = write("list.csv", "id;day", f"a;{value}")
        mapping = write(
            *("m.yml", "dataset: training_events"),
            *("columns: {event_id: id, start_date: day}",),
            f'dates: {{start_date: "{form}"}}',
        )
        _, landed, _ = load(path, settings, mapping=read_mapping(mapping))
        assert landed["start_date"].to_list() == [day]


NUMBERS = [
    ("1 234,5", 1234.5),
    ("1\u00a0234,5", 1234.5),
    ("1\u202f234\u202f567", 1234567.0),
    ("1,234.5", 1234.5),
    ("1.234,5", 1234.5),
    ("1.234.567", 1234567.0),
    ("1'234.5", 1234.5),
    ("0,125", 0.125),
    ("12,5", 12.5),
    ("\u22123,5", -3.5),
    ("+7", 7.0),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("1,234", None),
    ("-1,234", None),
    ("1 23", None),
    ("1,23,4", None),
    ("twelve", None),
    ("12 чел.", None),
    ("--1", None),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_decimal_number(text, number):
    assert read(read_number, text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [("40 %", 40), ("40%", 40), ("40\u00a0%", 40), ("12,5 %", 12.5), ("%", None)]
    + [("1,234 %", None)],
)
def test_a_share(text, number):
    assert read(read_number, text, is_share=True) == [number]
    if "%" in text:
        assert read(read_number, text) == [None]


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12.0", 12), ("12,0", 12), ("1 234", 1234), ("1,234", 1234)]
    + [("1\u00a0234", 1234), ("1.000", None), ("12.000", None), ("12.5", None)]
    + [("12,5", None), ("1e2", None), ("99999999999999999999", None), ("-3", -3)],
)
def test_a_whole_number(text, number):
    assert read(read_whole, text) == [number]


_SPACES = (" ", "\u00a0", "\u2009", "\u202f")


@effort(max_examples=150, deadline=None)
@given(
    whole=st.integers(0, 10**12),
    cents=st.integers(0, 99),
    space=st.sampled_from(_SPACES),
    sign=st.sampled_from(["", "-", "\u2212"]),
)
def test_a_number_reads_back_the_same_in_any_style(whole, cents, space, sign):
    value = (whole + cents / 100) * (-1 if sign else 1)
    grouped = f"{whole:,}"
    styles = [
        f"{sign}{whole}.{cents:02}",
        f"{sign}{whole},{cents:02}",
        f"{sign}{grouped}.{cents:02}",
        f"{sign}{grouped.replace(',', space)},{cents:02}",
        f"{sign}{grouped.replace(',', '.')},{cents:02}",
    ]
    assert read(read_number, *styles) == pytest.approx([value] * len(styles))
    if not cents:
        texts = [f"{sign}{whole}", f"{sign}{grouped.replace(',', space)}"]
        expected = -whole if sign else whole
        assert read(read_whole, *texts) == [expected] * 2


@effort(max_examples=100, deadline=None)
@given(st.integers(0, 10**15 - 1))
def test_an_id_is_recovered_while_all_its_digits_are_there(number):
    text = str(number)
    whole = f"{float(number)!r}"
    assume(".0" in whole or "e+" in whole)
    floated = [f"{number}.0", f"{number}.00", f"{text[0]}.{text[1:]}E+{len(text) - 1}"]
    if len(text) == 1:
        floated = floated[:2]
    assert read(read_identifier, text, *floated) == [text] * (len(floated) + 1)


@pytest.mark.parametrize("text", ["1.23457E+11", "1,2E+5", "1e+30", "5E+3"])
def test_an_id_that_has_lost_digits_is_not_guessed(text):
    assert read(read_identifier, text) == [None]


@pytest.mark.parametrize("text", ["007", "1.5", "e1", "2008-04", "1.0.0", "E+5", "12E"])
def test_an_id_that_only_looks_so_is_left_alone(text):
    assert read(read_identifier, text) == [text]


class TestValues:
    @pytest.mark.parametrize(
        ("texts", "value"),
        [
            (("yes", "Y", "TRUE", "1", "да", "Да", "Д", "+", "true"), True),
            (("no", "N", "FALSE", "0", "нет", "Нет", "н", "-"), False),
        ],
    )
    def test_yes_and_no(self, settings, write, texts, value):
        lines = [f"e1,{text}" for text in texts]
        path = write("attendance.csv", "event_id,is_completed", *lines)
        _, landed, _ = load(path, settings)
        assert landed["is_completed"].to_list() == [value] * len(texts)

    @pytest.mark.parametrize(
        "text", ["female", "Female", "F", "ж", "Жен", "ЖЕНСКИЙ", "женщина", " f "]
    )
    def test_codes_by_any_of_their_words(self, settings, write, text):
        path = write("attendance.csv", "event_id,sex", f"e1,{text}")
        _, landed, _ = load(path, settings)
        assert landed["sex"].to_list() == ["female"]

    def test_codes_by_their_labels_in_both_languages(self, settings, write):
        path = write(
            "attendance.csv",
            "event_id;organisation_type",
            "e1;Municipal administration",
            "e1;Муниципальная администрация",
        )
        report, landed, held = load(path, settings)
        assert landed["organisation_type"].unique().to_list() == [
            "municipal_administration"
        ], held["value"].to_list()

    def test_an_unknown_event_is_told_with_the_nearest(self, settings, write):
        path = write("attendance.csv", "event_id", "e11", "zzzzzz")
        report, _, held = load(path, settings)
        assert report.reasons == {"unknown_event": 2}
        near, far = report.findings
        assert "e1" in near.parameters["nearest"]
        assert far.parameters["nearest"] == []
        assert held["rule"].to_list() == ["unknown_event"] * 2

    def test_hours_above_the_event_s_own(self, settings, write):
        events = write(
            "training_events.csv",
            "event_id,start_date,end_date,contact_hours",
            "a,2008-05-01,2008-05-02,16",
            "b,2008-05-01,2008-05-02,",
        )
        people = write(
            "attendance.csv",
            "event_id,contact_hours",
            *("a,16", 'a,"16,5"', "b,48", "b,49", "e1,900"),
        )
        _, report = ingest([events, people], settings=settings)
        assert report.reasons == {"hours_above_event": 2}
        assert [(f.row, f.parameters["most"]) for f in report.findings] == [
            *((3, 16.0), (5, 48.0)),
        ]

    def test_an_ambiguous_number_is_asked_about(self, settings, write):
        header = "event_id,start_date,contact_hours,attendance_count"
        path = write("training_events.csv", header, 'a,2008-05-01,"1,234","1,234"')
        report, _, held = load(path, settings)
        assert held.select("column", "rule").rows() == [
            ("contact_hours", "ambiguous_number")
        ]
        assert report.rows_accepted == 0


class TestPlaces:
    @pytest.fixture
    def places(self, settings):
        seeds = settings.programme_dir / "seeds"
        (seeds / "published_municipalities.csv").write_text(
            "municipality_id,name_en,name_ru\n"
            "elkhovo,Elkhovo,Ельхово\nnovy,Novy Bor,Новый Бор\n",
            "utf-8",
        )
        (seeds / "place_aliases.csv").write_text(
            "alias,municipality_id\nYelhovo,elkhovo\nН. Бор,novy\n", "utf-8"
        )

    @pytest.mark.parametrize(
        "text",
        ["elkhovo", "ELKHOVO", "Elkhovo", "Ельхово", "г. Ельхово", "г.Ельхово"]
        + ["город Ельхово", "City of Elkhovo", "Yelhovo", " ельхово ", "Ёльхово"],
    )
    def test_one_place_in_many_spellings(self, settings, write, places, text):
        path = write("attendance.csv", "event_id,municipality", f"e1,{text}")
        _, landed, held = load(path, settings)
        assert landed["municipality"].to_list() == ["elkhovo"], held["value"].to_list()

    def test_an_alias_with_dots(self, settings, write, places):
        path = write("attendance.csv", "event_id,municipality", "e1,Н. Бор")
        _, landed, _ = load(path, settings)
        assert landed["municipality"].to_list() == ["novy"]

    def test_an_unmatched_one_comes_with_suggestions(self, settings, write, places):
        lines = ("e1,Елхово", "e1,Novi Bor", "e1,Atlantis")
        path = write("attendance.csv", "event_id,municipality", *lines)
        report, _, _ = load(path, settings)
        assert report.reasons == {"unknown_municipality": 3}
        first, second, third = (f.parameters["nearest"] for f in report.findings)
        assert first[0] == "Ельхово"
        assert second[0] == "Novy Bor"
        assert third == []

    def test_a_register_makes_places_known(self, settings, write):
        places = write(
            "municipalities.csv",
            "municipality_id,name_en,name_ru",
            "new,New Town,Новый город",
        )
        path = write("attendance.csv", "event_id,municipality", "e1,Новый город")
        reports = ingest([path, places], settings=settings)
        assert {r.dataset: r.rows_accepted for r in reports}["attendance"] == 1, reports


@pytest.mark.parametrize(
    "text",
    ["call +7 912 345-67-89", "тел. 8 (3467) 32-12-34", "(907) 555-0123", "a@b.example"]
    + ["8-912-345-67-89", "89123456789", "моб.: 32-12-34", "+1 907 555 0123"],
)
def test_contacts_in_a_text_hold_the_row_back(settings, write, text):
    path = write("training_events.csv", "event_id,start_date,venue", "a,2008-05-01,x")
    path.write_text(path.read_text().replace(",x", f',"Hall, {text}"'), "utf-8")
    report, _, held = load(path, settings)
    assert report.reasons == {"direct_identifier": 1}
    assert text not in str(held.to_dicts())
    assert "Hall" in held["original"].item()


@pytest.mark.parametrize(
    "text",
    ["8.04.2008–10.04.2008", "2008 – 2010, 40 % и 1 500 000 000 руб.", "№ 123-п"]
    + ["с 9:00 до 18:00, 24 чел.", "22.04.2008-24.04.2008", "ISO 9001-2015"],
)
def test_dates_and_sums_are_no_contacts(settings, write, text):
    header = "event_id;start_date;source_note"
    path = write("training_events.csv", header, f"a;2008-05-01;{text}")
    report, _, _ = load(path, settings)
    assert report.rows_accepted == 1


mixed = st.lists(
    st.tuples(
        st.sampled_from(["e1", "e2", "nowhere", "", "1e+30"]),
        st.sampled_from(["", "female", "м", "?", "a@b.example", "8 912 345 67 89"]),
        st.sampled_from(["", "40", "400", "4,5", "1 0", "forty"]),
        st.sampled_from(["", "8", "8,5", "1,234", "-1", "nan", "1e400"]),
    ),
    min_size=1,
    max_size=8,
)
_HEADERS = ["event_id", "sex", "age_years", "contact_hours"]


def write_workbook(rows, path):
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([_HEADERS, *rows]):
            sheet.write_row(number, 0, row)


def write_text(rows, path):
    pl.DataFrame(rows, schema=_HEADERS, orient="row").write_csv(path, separator=";")


@pytest.mark.parametrize(
    ("name", "writer", "examples"),
    [("attendance.csv", write_text, 60), ("attendance.xlsx", write_workbook, 12)],
)
def test_no_row_is_lost_or_on_both_sides(tmp_path_factory, name, writer, examples):
    @effort(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(rows=mixed)
    def check(rows):
        assume(all(map(any, rows)))
        folder = tmp_path_factory.mktemp("mixed")
        settings = make_settings(folder)
        writer(rows, folder / name)
        report, landed, held = load(folder / name, settings)
        kept, back = set(landed["source_row"]), set(held["source_row"])
        assert report.rows_in == len(rows) == len(kept) + len(back)
        assert (report.rows_accepted, report.rows_quarantined) == (
            *(len(kept), len(back)),
        )
        assert kept | back == set(range(2, len(rows) + 2))

    check()


def test_no_cell_of_a_wide_table_is_lost_or_on_both_sides(tmp_path_factory):
    cells = st.sampled_from(["", " ", "1", "2,5", "x", "1,234", "-"])
    wide = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6)
    years = ["2008", "2009", "2010"]

    @effort(max_examples=40, deadline=None)
    @given(rows=wide)
    def check(rows):
        filled = {
            (number, year)
            for number, row in enumerate(rows, 2)
            for year, cell in zip(years, row, strict=True)
            if cell.strip()
        }
        assume(filled)
        folder = tmp_path_factory.mktemp("wide")
        settings = make_settings(folder)
        frame = pl.DataFrame(rows, schema=years, orient="row")
        frame = frame.with_row_index("Metric").cast(pl.String)
        frame.write_csv(folder / "wide.csv", separator=";")
        (folder / "wide.yml").write_text(
            "dataset: indicator_targets\ncolumns: {metric: Metric}\n"
            "constants: {grain: year}\n"
            f"unpivot: {{columns: {years}, name: period, value: target_value}}\n"
            "values: {period: {2008: 2008-01-01, 2009: 2009-01-01, 2010: 2010-01-01}}"
        )
        mapping = read_mapping(folder / "wide.yml")
        report, landed, held = load(folder / "wide.csv", settings, mapping=mapping)
        kept, back = (
            set(rows.select("source_row", "source_column").rows())
            for rows in (landed, held)
        )
        assert report.rows_in == len(filled) == len(kept) + len(back)
        assert kept | back == filled

    check()
