"""The panel that says where a number comes from, for every metric and scope."""

import re
from dataclasses import astuple
from datetime import date
from itertools import cycle

import polars as pl
import pytest

from dashboard.trace.figures import FigureId, identify, read_figure, write_figure
from dashboard.trace.picking import FIGURE
from dashboard.wording import LANGUAGES
from tests.app.opening import open_page, read_words
from warehouse.answers.programme import fetch_places
from warehouse.answers.trace import fetch_figure, fetch_files, fetch_things
from warehouse.reading import open_release
from warehouse.releases import find_served
from warehouse.settings import Settings

pytestmark = pytest.mark.usefixtures("demo_pages")

MARK_HINT = "Click a value in the chart"
_KNOWN = """
select *
from marts.mart_metric_value
where state in ('value', 'zero')
qualify row_number() over (
    partition by metric, scope, dimension = 'total' order by abs(value) desc, period
) = 1
order by metric, scope, dimension
"""


@pytest.fixture(scope="module")
def file(demo_warehouse):
    settings = Settings(dir=demo_warehouse)
    file = open_release(find_served(settings).release, settings)
    yield file
    file.close()


@pytest.fixture(scope="module")
def figures(file):
    """The largest figure of each metric and scope, as a whole and of one member."""
    return [identify(row) for row in file.fetch(_KNOWN).to_dicts()]


def test_a_figure_is_read_from_an_address_as_it_was_written():
    first = FigureId("m", "programme", "year", date(2008, 1, 1))
    assert first.dimension == "total"
    written = "attendances:example:year:2009-01-01:sex:female:city:a"
    figure = read_figure(written)
    assert figure is not None
    assert figure.write() == written
    assert figure.member_2 == "a"


@pytest.mark.parametrize(
    "written",
    ["", "a", "a:b:c:d:e:f", "a:b:c:2008-01-01:e", "::::::", "a:b:c:2008-13-01:e:f"],
)
def test_what_names_no_figure_is_none(written):
    assert read_figure(written) is None


def test_every_metric_with_a_number_has_something_behind_it(file, figures):
    known = {figure.metric for figure in figures}
    assert len(known) > 30
    for figure in figures:
        (row,) = file_rows(file, fetch_figure, figure)
        things = file_rows(file, fetch_things, figure)
        files = file_rows(file, fetch_files, figure)
        assert things or row["value"] == 0, figure
        assert bool(files) == bool(things), figure
        assert all(f["sha256"] or f["block_ids"] for f in files), figure


def file_rows(file, fetch, figure):
    return fetch(file, astuple(figure)).to_dicts()


def test_what_was_generated_for_a_real_event_stays_in_the_total(file):
    figure = read_figure("attendances:institution:year:2008-01-01:total:total")
    things = pl.DataFrame(fetch_things(file, astuple(figure)))
    real = things.filter(pl.col("provenance") != "illustrative")
    assert real.height == 3
    assert real["is_withheld"].all()
    assert real["value"].null_count() == real.height
    assert real["value_sum"][0] == 19_962


def test_a_published_figure_leads_to_its_block(file):
    figure = read_figure(
        "participants_published:institution:year:2008-01-01:total:total"
    )
    (thing,) = file_rows(file, fetch_things, figure)
    assert thing["evidence_kind"] == "published_figure"
    (source,) = file_rows(file, fetch_files, figure)
    assert source["block_ids"] == ["b21"]


def test_the_panel_opens_for_every_metric(figures):
    """In one of the languages each: both know every word, as other tests make sure."""
    seen = {}
    for figure in figures:
        if figure.dimension == "total":
            seen.setdefault(figure.metric, figure)
    for figure, lang in zip(seen.values(), cycle(LANGUAGES), strict=False):
        query = f"lang={lang}&scope={figure.scope}&trace={figure.write()}"
        app = open_page("overview", query)
        assert not app.exception, figure
        assert not app.info or all("figure" not in i.value for i in app.info)
        assert any("adds" in table.value.columns for table in app.dataframe), figure


def test_the_panel_says_what_a_figure_is_and_rests_on():
    figure = "trainings_held:programme:programme:2007-01-01:total:total"
    app = open_page("overview", f"lang=en&trace={figure}")
    words = read_words(app)
    for part in ("2\\.1 Trainings held", "One per training"):
        assert part in words
    tables = [table.value for table in app.dataframe]
    (things,) = [table for table in tables if "adds" in table.columns]
    assert things["source"].str.contains("b24").all()
    assert len(things) == 4


def test_an_event_without_a_title_is_called_by_its_topic():
    figure = "trainings_held:example:programme:2008-01-01:total:total"
    app = open_page("overview", f"lang=en&scope=example&trace={figure}")
    (things,) = [t.value for t in app.dataframe if "adds" in t.value.columns]
    assert "A town budget that residents can read" in set(things["thing"])
    assert not things["thing"].str.startswith("Event ex-").any()


def test_the_files_behind_a_figure_are_downloaded_with_their_whole_hashes(monkeypatch):
    offered = {}

    def record(table, *, name, note):
        offered[name] = table

    monkeypatch.setattr("dashboard.trace.things.offer_download", record)
    figure = "attendances:example:year:2009-01-01:total:total"
    app = open_page("overview", f"lang=en&scope=example&trace={figure}")
    (shown,) = [t.value for t in app.dataframe if "sha256" in t.value.columns]
    files = offered["trace_files"]
    assert files["sha256"].str.len_chars().to_list() == [64] * len(shown)
    assert shown["sha256"].to_list() == files["sha256"].str.head(16).to_list()
    assert files["load_id"].str.len_chars().min() > 0


@pytest.mark.parametrize(
    ("page", "query", "least"),
    [
        ("explore", "metric=attendances", 3),
        ("explore", "metric=attendances&by=sex&grain=quarter", 20),
        ("explore", "metric=attendances&by=sex&and=age_band&grain=year", 20),
        ("explore", "metric=attendances&by=age_band&and=sex&grain=year", 20),
        ("explore", "metric=attendances&by=age_band&and=sex&grain=year", 20),
        ("explore", "metric=women_share_ratio&grain=quarter", 5),
        ("indicators", "indicator=attendances", 20),
        ("participants", "period=2009", 20),
    ],
)
def test_marks_of_a_chart_lead_to_their_own_figures(page, query, least, file):
    app = open_page(page, f"lang=en&scope=example&{query}")
    assert MARK_HINT in read_words(app)
    marks = list_marks(app)
    assert len(marks) >= least
    for written, value in marks.items():
        figure = read_figure(written)
        assert figure is not None
        (row,) = file_rows(file, fetch_figure, figure)
        assert row["value"] == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(("scope", "without"), [("programme", {0}), ("example", set())])
def test_places_on_the_map_lead_to_their_training_days(scope, without, file):
    """A place without trainings has no figure of its own."""
    places = fetch_places(file, scope).filter(place_kind="municipality").to_dicts()
    traced = {write_figure(row): row["training_days"] for row in places}
    assert {days for written, days in traced.items() if not written} == without
    for written, days in traced.items():
        if written:
            (row,) = file_rows(file, fetch_figure, read_figure(written))
            assert row["value"] == days


def test_the_rows_under_the_map_can_be_picked():
    app = open_page("city_projects", "lang=en&scope=example")
    app.session_state["rows_places"] = True
    app.run()
    (rows,) = [t.value for t in app.dataframe if "region" in t.value.columns]
    assert rows["name"].count() == 3
    assert "Pick a row to see where its figure comes from" in read_words(app)


def test_the_actual_of_an_indicator_leads_to_where_it_comes_from():
    query = "lang=en&scope=example&indicator=trainings_held"
    app = open_page("indicators", query)
    app.button(key="trace_fact_programme").click().run()
    assert not app.info
    figure = read_figure(app.query_params["trace"])
    assert (figure.metric, figure.grain) == ("trainings_held", "programme")


def list_marks(app):
    """The figures that marks name, with the values that they stand for."""
    datasets = [
        pl.read_ipc_stream(dataset.data.data)
        for chart in app.get("vega_lite_chart")
        for dataset in chart.proto.datasets
        if chart.proto.selection_mode
    ]
    return {
        row[FIGURE]: row["actual"] if "actual" in row else row["value"]
        for rows in datasets
        if FIGURE in rows.columns
        for row in rows.to_dicts()
        if row[FIGURE]
    }


def test_the_second_lines_of_a_card_lead_to_where_they_come_from():
    query = "lang=en&scope=programme"
    keys = [button.key or "" for button in open_page("overview", query).button]
    traced = set()
    for key in keys:
        if key.startswith("trace_card_"):
            app = open_page("overview", query)
            app.button(key=key).click().run()
            assert not app.exception
            figure = read_figure(app.query_params["trace"])
            traced.add((figure.metric, figure.grain, figure.period.year))
    assert ("training_days", "year", 2009) in traced
    beside = {metric for metric, grain, _ in traced if grain == "programme"}
    assert {"trainings_held", "trainings_planned", "training_days"} < beside


def test_a_sum_of_what_is_chosen_has_no_figure_of_its_own():
    query = "lang=en&scope=example&metric=attendances&by=sex&grain=year"
    named = {
        read_figure(written) for written in list_marks(open_page("explore", query))
    }
    assert {figure.dimension for figure in named} == {"sex"}


def test_a_chart_of_other_things_has_no_marks_to_pick():
    app = open_page("trainings", "lang=en&scope=example")
    assert app.get("vega_lite_chart")
    assert list_marks(app) == {}
    assert MARK_HINT not in read_words(app)


@pytest.mark.parametrize("written", ["nonsense", "a:b:year:2008-01-01:c:d", "x" * 9000])
def test_an_unknown_figure_is_said_to_be_none(written):
    app = open_page("overview", f"lang=en&trace={written}")
    assert not app.exception
    assert any("no such figure" in info.value for info in app.info)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Target", "150", "Baseline: 0", "% of target")),
        ("ru", ("Целевое значение", "150", "Исходное значение: 0", "% от плана")),
    ],
)
def test_the_panel_says_what_a_figure_is_measured_against(language, words):
    figure = "attendances:example:fiscal_year:2008-10-01:total:total"
    app = open_page("indicators", f"lang={language}&scope=example&trace={figure}")
    assert not app.exception
    said = read_words(app).replace("\\", "")
    assert [word for word in words if word not in said] == []
    assert re.search(r"indicator_targets\.csv, (row|строка) \d+", said)


def test_a_figure_without_a_target_says_none():
    app = open_page("overview", "lang=en&trace=training_days:programme:year:2008-01-01")
    assert "indicator_targets" not in read_words(app)
