"""Charts draw from zero, keep gaps and states, and never run words as code."""

import json
from datetime import date

import altair as alt
import polars as pl
import pytest

from dashboard.charts.axes import wrap_label
from dashboard.charts.calendar import draw_calendar
from dashboard.charts.categories import draw_categories, sort_categories
from dashboard.charts.columns import draw_columns
from dashboard.charts.dumbbells import DumbbellLabels, draw_dumbbells
from dashboard.charts.gantt import GanttLabels, draw_gantt
from dashboard.charts.lanes import draw_lanes
from dashboard.charts.palette import choose_ink, compute_contrast
from dashboard.charts.pipeline import draw_pipeline
from dashboard.charts.ratings import (
    RatingLabels,
    choose_score_colours,
    draw_ratings,
    place_segments,
)
from dashboard.charts.timeline import TimelineLabels, draw_timeline
from dashboard.charts.tooltips import MarkLabels
from dashboard.charts.years import (
    Span,
    choose_ticks,
    cover_spans,
    place_date,
    span_date,
)
from dashboard.theme import DARK, LIGHT, Tokens

HOSTILE = '"]; alert(1) // <b>*x*</b> \\'
RATINGS = RatingLabels(("1", "2", "3", "4", "5"), "question", "score", "n", "from")


def categories() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "label": ["few", HOSTILE, "not reported"],
            "value": [3.0, 20.0, 90.0],
            "value_text": ["3", "20", "90"],
            "is_not_reported": [False, False, True],
            "provenance": ["imported"] * 3,
        }
    )


def months() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "label": ["Jan", "Feb", "Mar"],
            "name": ["Jan 2008", "Feb 2008", "Mar 2008"],
            "value": [4.0, None, 0.0],
            "value_text": ["4", "not reported", "0"],
            "provenance": ["imported"] * 3,
        }
    )


def answers() -> pl.DataFrame:
    counts = [1, 1, 2, 4, 2]
    return pl.DataFrame(
        {
            "row": [0] * 5,
            "label": ["Overall"] * 5,
            "score": [1, 2, 3, 4, 5],
            "answers": counts,
            "answers_text": [str(count) for count in counts],
            "share_text": ["10%"] * 5,
            "summary": ["3.5"] * 5,
            "provenance": ["imported"] * 5,
        }
    )


def milestones() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "label": ["report", "strategy"],
            "state_text": ["reached", "not published"],
            "planned_start": [2008.2, None],
            "planned_end": [2008.21, None],
            "actual_start": [2008.3, None],
            "actual_end": [2008.31, None],
            "planned_text": ["", ""],
            "actual_text": ["", ""],
            "provenance": ["reported"] * 2,
        },
        schema_overrides={"planned_start": pl.Float64},
    )


def draw_all(tokens: Tokens) -> dict[str, alt.LayerChart]:
    dumbbells = pl.DataFrame(
        {
            "label": ["all"],
            "before": [40.0],
            "after": [30.0],
            "before_text": ["40"],
            "after_text": ["30"],
            "n_text": ["8"],
            "provenance": ["imported"],
        }
    )
    days = pl.DataFrame(
        {
            "row": [0, 0],
            "month_name": ["Jan"] * 2,
            "day": [1, 2],
            "day_name": ["1 Jan", "2 Jan"],
            "value": [0, 2],
            "value_text": ["0", "2"],
            "month_text": ["2"] * 2,
            "provenance": ["imported"] * 2,
        }
    )
    items = pl.DataFrame(
        {
            "label": [HOSTILE, "planned"],
            "start": [2008.3, 2009.0],
            "end": [2008.31, 2010.0],
            "is_open": [False, True],
            "name": [HOSTILE, "planned"],
            "date_text": ["", ""],
            "status_text": ["", ""],
            "provenance": ["reported"] * 2,
        }
    )
    ticks, as_of, span = [(2008.0, "2008")], (2009.1, "to 2009"), Span(2007, 2012)
    stages = categories().drop("is_not_reported")
    return {
        "categories": draw_categories(categories(), MarkLabels("a", "b", "c"), tokens),
        "columns": draw_columns(months(), MarkLabels("a", "b", "c"), tokens),
        "ratings": draw_ratings(answers(), RATINGS, tokens),
        "dumbbells": draw_dumbbells(
            dumbbells, DumbbellLabels("a", "b", "c", "d", "e"), tokens
        ),
        "calendar": draw_calendar(days, MarkLabels("a", "b", "c"), tokens),
        "pipeline": draw_pipeline(stages, MarkLabels("a", "b", "c"), tokens),
        "gantt": draw_gantt(
            milestones(),
            span,
            GanttLabels(ticks, as_of, "a", "b", "c", "d", "e"),
            tokens,
        ),
        "lanes": draw_lanes(
            items.with_columns(lane=pl.lit(HOSTILE)),
            span,
            TimelineLabels(ticks, as_of, "a", "b", "c", "d"),
            tokens,
        ),
        "timeline": draw_timeline(
            items, span, TimelineLabels(ticks, as_of, "a", "b", "c", "d"), tokens
        ),
    }


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_chart_is_valid_vega_lite(tokens: Tokens) -> None:
    for chart in draw_all(tokens).values():
        spec = chart.to_dict()
        assert spec["width"] == "container"
        assert 0 < spec["height"] <= 360


@pytest.mark.parametrize("draw", [draw_categories, draw_pipeline, draw_columns])
def test_an_empty_frame_is_a_chart_too(draw: object) -> None:
    frame = categories().clear().with_columns(name=pl.lit(""))
    chart = draw(frame, MarkLabels("a", "b", "c"), LIGHT)  # type: ignore[operator]
    assert list(chart.to_dict()["datasets"].values()) == [[]]


def test_what_was_not_reported_comes_last_however_large() -> None:
    assert sort_categories(categories())["label"].to_list() == [
        HOSTILE,
        "few",
        "not reported",
    ]


def test_bars_start_at_zero() -> None:
    spec = json.dumps(draw_all(LIGHT)["categories"].to_dict())
    assert '"domain": [0.0, 90.0]' in spec


def test_a_missing_month_stays_a_gap_with_its_state() -> None:
    spec = draw_all(LIGHT)["columns"].to_dict()
    rows = next(iter(spec["datasets"].values()))
    assert rows[1]["value"] is None
    assert rows[1]["value_text"] == "not reported"


def test_words_from_data_stay_strings_inside_expressions() -> None:
    spec = json.dumps(draw_all(LIGHT)["categories"].to_dict())
    literal = json.dumps([wrap_label(HOSTILE)], ensure_ascii=True)[1:-1]
    assert json.dumps(literal)[1:-1] in spec


def test_ratings_diverge_from_the_middle_of_the_neutral_answer() -> None:
    segments = place_segments(answers(), RATINGS)
    assert segments["start"].to_list() == pytest.approx([-0.3, -0.2, -0.1, 0.1, 0.5])
    assert segments["end"].to_list() == pytest.approx([-0.2, -0.1, 0.1, 0.5, 0.7])


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_on_rating_colours_are_legible(tokens: Tokens) -> None:
    for colour in choose_score_colours(tokens):
        ink = choose_ink(colour, (tokens.text, tokens.card))
        assert compute_contrast(ink, colour) >= 4.5


def test_dates_take_the_width_of_their_precision() -> None:
    assert span_date(date(2009, 5, 1), "year") == Span(2009, 2010)
    month = span_date(date(2008, 12, 5), "month")
    assert (month.start, month.end) == (place_date(date(2008, 12, 1)), 2009)


def test_short_spans_tick_by_quarter_and_long_ones_by_year() -> None:
    assert len(choose_ticks(Span(2008, 2009))) == 4
    assert [day.year for day in choose_ticks(Span(2007, 2012))] == [*range(2007, 2012)]


def test_a_span_covers_whole_quarters() -> None:
    whole = cover_spans([Span(2008.3, 2008.31), Span(2009.1, 2009.2)])
    assert whole == Span(place_date(date(2008, 4, 1)), place_date(date(2009, 4, 1)))
    assert choose_ticks(whole)[0] == date(2008, 4, 1)
