"""The list of indicators answers first, judges only what has targets, and adds up."""

import re
from collections import Counter
from datetime import date
from types import SimpleNamespace

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.indicators import tracking_table
from tests.app.opening import open_page, read_words
from warehouse.answers.indicators import fetch_result_counts, fetch_statuses
from warehouse.answers.metrics import fetch_indicators
from warehouse.reading import ReleaseFile, open_release
from warehouse.releases import find_served

pytestmark = pytest.mark.usefixtures("demo_pages")

JUDGING = ("On track", "At risk", "Off track", "Met", "Partly met", "Not met")


@pytest.fixture
def release(demo_settings) -> ReleaseFile:
    return open_release(find_served(demo_settings).release, demo_settings)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, pl.DataFrame]:
    """What the page offers as files, by name."""
    offered: dict[str, pl.DataFrame] = {}

    def record(table, *, name, note):
        offered[name] = table.with_columns(filters=pl.lit(note.filters))

    monkeypatch.setattr(tracking_table, "offer_download", record)
    return offered


def read_table(app: AppTest) -> list[dict[str, str]]:
    [table] = app.dataframe
    return table.value.to_dict("records")


def find_judged_period(release: ReleaseFile, status: str) -> tuple[str, str]:
    """A fiscal year with an indicator of that status, as code and metric."""
    rows = fetch_statuses(release, "example").filter(
        (pl.col("grain") == "fiscal_year")
        & (pl.col("dimension") == "total")
        & (pl.col("status") == status)
    )
    row = rows.row(0, named=True)
    return f"FY{row['period'].year + 1}", row["metric"]


@pytest.mark.parametrize(("language", "word"), [("en", "On track"), ("ru", "По плану")])
def test_results_count_their_indicators_in_words(release, language, word):
    app = open_page("indicators", f"lang={language}&scope=example&period=FY2009")
    counts = fetch_result_counts(release, "example").filter(
        (pl.col("grain") == "fiscal_year")
        & (pl.col("period") == pl.date(2008, 10, 1))
        & (pl.col("on_track_count") > 0)
    )
    assert not counts.is_empty()
    for row in counts.to_dicts():
        box = app.container(key=f"result_{row['result_id']}")
        words = " ".join(str(element.value) for element in box.markdown)
        assert f"{word}: {row['on_track_count']}" in words


@pytest.mark.parametrize("status", ["at_risk", "off_track"])
def test_what_is_not_on_track_gives_its_reason(release, status):
    period, metric = find_judged_period(release, status)
    app = open_page("indicators", f"lang=en&scope=example&period={period}")
    box = app.container(key=f"reason_{metric}")
    words = " ".join(str(e.value) for e in [*box.markdown, *box.caption])
    assert "of target" in words or "from baseline" in words
    told = {"Owner: ", "Action: ", "due "}
    assert "No narrative yet" in words or all(part in words for part in told)


def test_whoever_owes_a_reason_owes_it_everywhere(release):
    """Answer, table, the indicator's own page and the overview read one column."""
    asked = fetch_statuses(release, "example").filter(
        "asks_narrative",
        ~pl.col("has_narrative"),
        ~pl.col("is_deviation"),
        grain="fiscal_year",
        dimension="total",
    )
    row = asked.row(0, named=True)
    metric, period = row["metric"], f"FY{row['period'].year + 1}"
    indicators = fetch_indicators(release)
    name = indicators.filter(metric=metric)["name_en"].item()
    app = open_page("indicators", f"lang=en&scope=example&period={period}")
    [cell] = [r for r in read_table(app) if r["indicator"].endswith(f" {name}")]
    own = open_page("indicators", f"lang=en&scope=example&indicator={metric}")
    asking = (
        read_markdown(app.container(key=f"reason_{metric}")),
        cell["narrative"],
        read_markdown(own.container(key="deviations")),
    )
    assert all("No narrative yet" in words for words in asking)
    overview = open_page("overview", "lang=en&scope=example")
    listed = overview.container(key="attention_result_without_narrative")
    assert name in read_markdown(listed)


def read_markdown(box) -> str:
    return " ".join(str(element.value) for element in box.markdown)


@pytest.mark.parametrize("scope", ["programme", "institution"])
def test_without_targets_nothing_is_judged(scope):
    app = open_page("indicators", f"lang=en&scope={scope}")
    words = read_words(app)
    assert not [word for word in JUDGING if f"{word}:" in words]
    for table in app.dataframe:
        cells = table.value
        targets = cells[[name for name in cells if str(name).startswith("target_")]]
        assert set(targets.to_numpy().ravel()) <= {"Not published", "–", ""}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "indicators and targets are not published"), ("ru", "не опубликованы")],
)
def test_the_programme_says_what_it_has_not_published(language, words):
    app = open_page("indicators", f"lang={language}&scope=programme")
    assert words in read_words(app)
    known = {row["indicator"]: row for row in read_table(app)}
    name = {"en": "2.1 Trainings held", "ru": "2.1 Проведено тренингов"}[language]
    assert known[name]["actual_programme_2007-01-01"] == "4"


def test_the_institution_has_context_only():
    app = open_page("indicators", "lang=en&scope=institution")
    assert not app.dataframe
    assert "measure no result of the framework" in read_words(app)
    assert {card.value for card in app.metric} >= {"216", "19,962"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_parts_add_up_to_the_total_in_place(language):
    app = open_page("indicators", f"lang={language}&scope=example&period=all&split=sex")
    rows = read_table(app)
    said = " ".join(str(value) for row in rows for value in row.values())
    equal = {"en": "= total", "ru": "= итогу"}[language]
    assert equal in said
    assert "≠" not in said
    names = [str(row["indicator"]).strip() for row in rows]
    unknown = {"en": "Not reported", "ru": "Не указано"}[language]
    assert names.count(unknown) >= 3


def test_shares_get_no_sum():
    app = open_page(
        "indicators", "lang=en&scope=example&split=participant_category&result=all"
    )
    rows = read_table(app)
    names = [row["indicator"] for row in rows]
    shares = rows[names.index("2.10 Share of women") :]
    assert len(shares) > 3
    last = next(row for row in shares if "groups do not add up" in row["indicator"])
    assert "=" not in "".join(str(value) for value in last.values())


def test_filters_leave_what_they_name(release):
    period, metric = find_judged_period(release, "off_track")
    query = f"lang=en&scope=example&period={period}"
    everything = read_table(open_page("indicators", query))
    left = read_table(open_page("indicators", f"{query}&status=off_track"))
    judged = [row for row in left if row["unit"]]
    assert {row["status"] for row in judged} == {"■ Off track"}
    assert 0 < len(judged) < len([row for row in everything if row["unit"]])
    one = read_table(open_page("indicators", f"{query}&result=local_competence"))
    assert {row["indicator"].split(".")[0] for row in one} == {"2"}


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Outcome"), ("ru", "Конечный результат")]
)
def test_a_level_leaves_its_indicators(files, language, words):
    app = open_page("indicators", f"lang={language}&scope=example&level=outcome")
    judged = [row for row in read_table(app) if row["unit"]]
    assert {row["level"] for row in judged} == {words}
    table = files["tracking_table"]
    assert set(table["indicator_type"]) == {"outcome"}
    assert words in table["filters"][0]


def test_levels_are_those_that_occur():
    app = open_page("indicators", "lang=en&scope=example&level=goal")
    [choice] = [box for box in app.selectbox if box.key == "level"]
    assert choice.options == ["All", "Intermediate result", "Output", "Outcome"]
    assert choice.value == "all"
    levels = {row["level"] for row in read_table(app) if row["level"]}
    assert levels == set(choice.options[1:])


def make_recomputed_year(file, metric, scope):
    return pl.DataFrame(
        {
            "metric": ["trainings_held"],
            "grain": ["fiscal_year"],
            "period": [date(2008, 10, 1)],
            "changed_date": [date(2010, 3, 31)],
        }
    )


def test_a_recomputed_figure_is_marked_and_the_mark_explained(monkeypatch, files):
    query = "lang=en&scope=example&period=FY2009"
    assert "computed anew" not in read_words(open_page("indicators", query))
    monkeypatch.setattr(
        "dashboard.indicators.changes.fetch_recomputed", make_recomputed_year
    )
    app = open_page("indicators", query)
    actuals = [row["actual_fiscal_year_2008-10-01"] for row in read_table(app)]
    assert len([actual for actual in actuals if actual.endswith(" †")]) == 1
    assert "† computed anew" in read_words(app)
    marked = files["tracking_table"].filter("is_recomputed")
    assert marked.select("metric", "grain").rows() == [
        ("trainings_held", "fiscal_year")
    ]


@pytest.mark.parametrize(
    ("browser", "pinned"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140", ("indicator", "status")),
        ("Mozilla/5.0 (Linux; Android 10; K) Mobile Safari", ("indicator",)),
    ],
)
def test_a_phone_keeps_room_beside_the_pinned_columns(monkeypatch, browser, pinned):
    context = SimpleNamespace(headers={"User-Agent": browser})
    monkeypatch.setattr(tracking_table.st, "context", context)
    assert tracking_table.list_pinned() == pinned


def test_years_stand_side_by_side():
    app = open_page("indicators", "lang=en&scope=example&period=all")
    [table] = app.dataframe
    years = [name for name in table.value if re.match("target_fiscal_year", str(name))]
    assert len(years) >= 3
    assert years == sorted(years)


def test_the_file_has_a_row_per_indicator_member_and_period_with_codes(files):
    open_page("indicators", "lang=ru&scope=example&period=all&split=sex")
    table = files["tracking_table"]
    key = ["metric", "disaggregation", "category", "grain", "period"]
    assert max(Counter(table.select(key).rows()).values()) == 1
    assert {"total", "sex"} <= set(table["disaggregation"])
    assert {"female", "male", "not_reported", "total"} <= set(table["category"])
    assert set(table["figure_provenance"]) == {"illustrative"}
    assert table["actual"].dtype == pl.Float64
    assert "Пол" in table["filters"][0]
    codes = {"result_id", "indicator_code", "unit", "direction", "status", "owner"}
    assert codes <= set(table.columns)
    assert table.filter(pl.col("indicator_code").is_null()).is_empty()


def test_parts_in_the_file_add_up(files):
    open_page("indicators", "lang=en&scope=example&period=all&split=sex")
    table = files["tracking_table"].filter(pl.col("rollup_disaggregates") == "sum")
    sums = (
        table.filter(pl.col("disaggregation") == "sex")
        .group_by("metric", "grain", "period")
        .agg(parts=pl.col("actual").sum())
        .join(
            table.filter(pl.col("disaggregation") == "total"),
            on=["metric", "grain", "period"],
        )
        .filter(pl.col("actual").is_not_null())
    )
    assert sums.height >= 10
    assert (sums["parts"] - sums["actual"]).abs().max() < 1e-6


def test_a_button_opens_the_indicator_and_another_returns():
    app = open_page("indicators", "lang=en&scope=example&period=FY2008")
    [first, *_] = [b for b in app.button if str(b.key).startswith("open_")]
    app.button(key=first.key).click().run()
    assert app.query_params["indicator"] == first.key.removeprefix("open_")
    assert app.title[0].value.replace("\\", "") == first.label.strip("*").replace(
        "\\", ""
    )
    app.button(key="indicator_back").click().run()
    assert "indicator" not in app.query_params
    assert app.title[0].value == "Indicators"
