"""Dates as people write them; what could be two days is asked about."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest, read_mapping
from warehouse.intake.dates import read_date
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
