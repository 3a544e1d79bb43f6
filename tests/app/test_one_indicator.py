"""One indicator's page: its sheet is complete, on the screen and on paper."""

import re
from datetime import date
from html import unescape

import polars as pl
import pytest
from lxml import etree
from streamlit.testing.v1 import AppTest

from dashboard.indicators import indicator as page
from dashboard.parameters import SCOPES
from tests.app.opening import open_page, read_words
from tests.app.test_pages import assert_speaks
from warehouse.answers.metrics import fetch_indicators
from warehouse.reading import open_release
from warehouse.releases import find_served

pytestmark = pytest.mark.usefixtures("demo_pages")

FIELDS = {
    "en": (
        "Code",
        "Name",
        "Result measured",
        "Performance plan indicator",
        "Precise definition",
        "Counting rule",
        "Unit",
        "Data type",
        "Type",
        "Direction",
        "Disaggregated by",
        "Rationale",
        "Data source",
        "Method of collection and construction",
        "Reporting frequency",
        "Person responsible (role)",
        "Roll-up over time",
        "Roll-up over places",
        "Roll-up over members",
        "Disclosure class",
        "Baseline timeframe",
        "Baseline (date)",
        "Rationale for targets",
        "Form of per cent met",
        "Deviation that asks for a narrative",
        "Data quality assessments (date, reviewer)",
        "Next assessment",
        "Known data limitations",
        "Changes to the indicator",
        "Other notes",
    )
}


@pytest.fixture
def metrics(demo_settings) -> list[dict]:
    release = open_release(find_served(demo_settings).release, demo_settings)
    return fetch_indicators(release).to_dicts()


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The pages offered for printing, in the order they were offered."""
    offered: list[bytes] = []

    def record(label, data, **options):
        offered.append(data())

    monkeypatch.setattr(page.st, "download_button", record)
    return offered


def read_terms(app: AppTest) -> dict[str, str]:
    """The reference sheet on the page, field by field."""
    lists = "".join(str(element.value) for element in app.get("html"))
    pairs = re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", lists, re.DOTALL)
    return {unescape(term): unescape(words) for term, words in pairs}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scope", SCOPES)
def test_every_indicator_has_a_page_in_every_scope(metrics, scope, language):
    app = open_page("indicators", f"lang={language}&scope={scope}")
    for row in metrics:
        app.query_params["indicator"] = row["metric"]
        app.run()
        assert not app.exception, row["metric"]
        assert row[f"name_{language}"] in app.title[0].value.replace("\\", "")
        assert_speaks(read_words(app), language)
        terms = read_terms(app)
        assert len(terms) in (0, len(FIELDS["en"])), row["metric"]
        assert all(terms.values()), row["metric"]


def test_the_sheet_has_every_field():
    app = open_page("indicators", "lang=en&scope=example&indicator=attendances")
    assert tuple(read_terms(app)) == FIELDS["en"]


def test_what_nobody_published_is_not_made_up():
    query = "lang=en&indicator=attendances&scope="
    real = read_terms(open_page("indicators", f"{query}programme"))
    made = read_terms(open_page("indicators", f"{query}example"))
    for field in ("Reporting frequency", "Rationale for targets", "Baseline (date)"):
        assert real[field] == "Not published"
        assert made[field] != "Not published"


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("2.1", "2.1 Trainings held"),
        ("trainings_held", "2.1 Trainings held"),
        ("trainings_planned", "2.1 Trainings planned"),
        ("2.10", "2.10 Share of women"),
    ],
)
def test_an_indicator_is_asked_for_by_metric_or_code(asked, title):
    app = open_page("indicators", f"lang=en&scope=example&indicator={asked}")
    assert app.title[0].value.replace("\\", "") == title


@pytest.mark.parametrize("asked", ["", "2", "trainings", "' or 1=1 --", "2.1 "])
def test_an_unknown_indicator_is_the_list(asked):
    app = open_page("indicators", f"lang=en&scope=example&indicator={asked}")
    assert app.title[0].value == "Indicators"


def test_a_scope_without_the_indicator_names_one_that_has_it():
    app = open_page("indicators", "lang=en&scope=institution&indicator=trainings_held")
    assert "Not applicable" in read_words(app)
    [hint] = [str(info.value) for info in app.info]
    assert "Programme" in hint
    assert not app.get("vega_lite_chart")


def test_the_published_statements_stand_with_the_indicator():
    app = open_page("indicators", "lang=en&scope=programme&indicator=2.1")
    box = app.container(key="indicator_statements")
    words = " ".join(str(element.value) for element in box.markdown)
    assert "Three programme trainings took place in 2008" in words.replace("\\", "")
    assert "b24" in words


def test_a_length_of_periods_is_kept_in_the_address():
    app = open_page("indicators", "lang=en&scope=example&indicator=2.1&grain=month")
    figure = app.container(key="figure_history")
    assert "Month" in figure.caption[0].value
    fallback = open_page("indicators", "lang=en&scope=example&indicator=2.1&grain=day")
    assert "US fiscal year" in fallback.container(key="figure_history").caption[0].value


def test_years_in_which_every_group_has_zero_are_drawn():
    query = "lang=en&scope=example&indicator=documents_adopted"
    charts = open_page("indicators", query).get("vega_lite_chart")
    assert len(charts) > 1
    for chart in charts:
        assert all(f"FY{year}" in chart.proto.spec for year in (2008, 2009, 2010))


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scope", ["programme", "example"])
def test_the_printed_sheet_is_whole_and_stands_alone(sheets, scope, language):
    app = open_page("indicators", f"lang={language}&scope={scope}&indicator=2.5")
    [written] = sheets
    text = written.decode("utf-8")
    root = etree.fromstring(written, etree.HTMLParser(encoding="utf-8", recover=False))
    assert root.get("lang") == language
    assert len(root.findall(".//dt")) == len(FIELDS["en"])
    shown = read_terms(app)
    printed = [unescape("".join(dd.itertext())) for dd in root.findall(".//dd")]
    assert printed == list(shown.values())
    assert not re.search(r"<(script|link|img)|url\(|@import|https?://", text)
    head = "".join(root.find(".//header").itertext())
    assert re.search(r"\d{8}T\d{6}Z-[0-9a-f]{8}", head)
    assert {"programme": "2009", "example": "2010"}[scope] in head
    assert ("◇" in head) == (scope == "example")


def test_words_from_data_cannot_become_elements(sheets, monkeypatch):
    hostile = "<img src=x onerror=alert(1)> & \"quotes\" 'and' </dd>"
    monkeypatch.setattr("dashboard.indicators.sheet.name_result", lambda row: hostile)
    app = open_page("indicators", "lang=en&scope=example&indicator=2.5")
    root = etree.fromstring(sheets[0], etree.HTMLParser(encoding="utf-8"))
    assert root.find(".//img") is None
    assert hostile in ["".join(dd.itertext()) for dd in root.findall(".//dd")]
    assert read_terms(app)["Result measured"] == hostile


def make_changes(file, metric, scope):
    """Answers `fetch_breaks` too, which asks for scope and metric."""
    return pl.DataFrame(
        {
            "metric": [metric],
            "scope": [scope],
            "changed_date": [date(2010, 3, 31)],
            "kind": ["changed"],
            "field": ["counting_rule"],
            "name_en": ["Counting rule"],
            "name_ru": ["Правило учёта"],
            "before_text_en": ["Each event <b>once</b>"],
            "before_text_ru": ["Каждое мероприятие"],
            "after_text_en": ["Each day once"],
            "after_text_ru": ["Каждый день"],
            "is_break": [True],
            "release_before": ["r-1"],
        }
    )


def make_recomputed(file, metric, scope):
    return pl.DataFrame(
        {
            "grain": ["fiscal_year", "fiscal_quarter"],
            "period": [date(2008, 10, 1), date(2008, 10, 1)],
            "changed_date": [date(2010, 3, 31)] * 2,
            "value_before": [4.0, 1.0],
            "state_before": ["value"] * 2,
            "value": [5.0, 2.0],
            "state": ["value"] * 2,
        }
    )


def test_a_changed_definition_breaks_the_series_and_is_entered(monkeypatch, sheets):
    for name in ("fetch_changes", "fetch_breaks"):
        monkeypatch.setattr(f"dashboard.indicators.changes.{name}", make_changes)
    monkeypatch.setattr(
        "dashboard.indicators.changes.fetch_recomputed", make_recomputed
    )
    app = open_page("indicators", "lang=en&scope=example&indicator=2.1")
    words = read_words(app)
    assert "Definition changed on 31 Mar 2010" in words
    assert "FY2009 from 4 to 5" in words
    assert "FY2009 Q1" not in words
    charts = [chart.proto.spec for chart in app.get("vega_lite_chart")]
    assert len(charts) > 1
    assert all("definition changed" in chart for chart in charts)
    assert "(recomputed)" in charts[0]
    entry = read_terms(app)["Changes to the indicator"]
    assert "Each event <b>once</b>" in entry
    assert "Each day once" in entry
    assert b"<b>once" not in sheets[-1]
