"""Spans of time as marks: long ones as bars, short ones as dots, open ones hollow."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.charts.axes import SMALL_FONT_SIZE, build_time_axis
from dashboard.charts.layers import Layer
from dashboard.charts.years import Span
from dashboard.theme import Tokens

SHORT_SPAN_YEARS = 20 / 365
DOT = 100
BAR = 12


def build_line_of_time(
    column: str, span: Span, ticks: Sequence[tuple[float, str]], tokens: Tokens
) -> alt.X:
    """The horizontal place of `column` (decimal years), with the ticks' own words."""
    places = [place for place, _ in ticks]
    axis = build_time_axis(places, [word for _, word in ticks], tokens)
    scale = alt.Scale(domain=[span.start, span.end], nice=False, zero=False)
    return alt.X(f"{column}:Q", axis=axis, scale=scale)


def build_lines(column: str, count: float) -> alt.Y:
    """The vertical place of `column`, `count` rows of height 1, the first on top."""
    scale = alt.Scale(domain=[0, count], reverse=True, nice=False, zero=False)
    return alt.Y(f"{column}:Q", axis=None, scale=scale)


def draw_spans(
    base: Layer, start: str, end: str, *, fill: str, stroke: str, size: float = 1
) -> list[Layer]:
    """Marks of the base's rows from `start` to `end`; `base` has x and y."""
    length = f"datum.{end} - datum.{start}"
    shape: dict[str, Any] = {
        "fill": fill,
        "stroke": stroke,
        "strokeWidth": 2,
    }
    bars = (
        base.transform_filter(f"{length} >= {SHORT_SPAN_YEARS}")
        .mark_bar(orient="horizontal", size=BAR * size, cornerRadius=4, **shape)
        .encode(x2=f"{end}:Q")
    )
    dots = base.transform_filter(f"{length} < {SHORT_SPAN_YEARS}").mark_circle(
        size=DOT * size, opacity=1, **shape
    )
    return [bars, dots]


def draw_as_of(position: float, word: str, x: alt.X, tokens: Tokens) -> Layer:
    """A dashed line at the date up to which data go, named at its foot."""
    data = alt.InlineData(values=[{"position": position, "word": word}])
    base = alt.Chart(data).encode(x=x)
    line = base.mark_rule(color=tokens.muted, strokeDash=[3, 3])
    name = base.mark_text(
        align="left",
        baseline="bottom",
        dx=4,
        color=tokens.muted,
        fontSize=SMALL_FONT_SIZE,
    ).encode(y=alt.value("height"), text="word:N")
    return alt.layer(line, name)
