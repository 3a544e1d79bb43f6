"""Spans of time as marks: long ones as bars, short ones as dots, open ones hollow."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.axes import SMALL_FONT_SIZE, build_time_axis
from dashboard.charts.layers import Layer
from dashboard.charts.years import Span
from dashboard.theme import Tokens

Ticks = Sequence[tuple[float, str]]

SHORT_SPAN_YEARS = 20 / 365
DOT = 100
BAR = 12


def build_line_of_time(column: str, span: Span, ticks: Ticks, tokens: Tokens) -> alt.X:
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
    rows: pl.DataFrame,
    base: Layer,
    start: str,
    end: str,
    *,
    fill: str,
    stroke: str,
    size: float = 1,
) -> list[Layer]:
    """Marks of the rows from `start` to `end`; `base` has their x, y and tooltip."""
    shape: dict[str, Any] = {"fill": fill, "stroke": stroke, "strokeWidth": 2}
    length = pl.col(end) - pl.col(start)
    bars = rows.filter(length >= SHORT_SPAN_YEARS)
    dots = rows.filter(length < SHORT_SPAN_YEARS)
    layers = []
    if not bars.is_empty():
        bar = base.properties(data=bars).mark_bar(
            orient="horizontal", size=BAR * size, cornerRadius=4, **shape
        )
        layers.append(bar.encode(x2=f"{end}:Q"))
    if not dots.is_empty():
        layers.append(
            base.properties(data=dots).mark_circle(size=DOT * size, opacity=1, **shape)
        )
    return layers


def draw_as_of(
    position: float, word: str, span: Span, ticks: Ticks, tokens: Tokens
) -> Layer:
    """A dashed line at the date up to which data go, named at its foot."""
    data = alt.InlineData(values=[{"position": position, "word": word}])
    x = build_line_of_time("position", span, ticks, tokens)
    base = alt.Chart(data).encode(x=x)
    is_early = position < (span.start + span.end) / 2
    line = base.mark_rule(color=tokens.muted, strokeDash=[3, 3])
    name = base.mark_text(
        align="left" if is_early else "right",
        baseline="bottom",
        dx=4 if is_early else -4,
        color=tokens.muted,
        fontSize=SMALL_FONT_SIZE,
    ).encode(y=alt.value("height"), text="word:N")
    return alt.layer(line, name)


def write_over(base: Layer, tokens: Tokens, **style: Any) -> list[Layer]:
    """Text that stays legible where a line runs behind it."""
    style = {"align": "left", **style}
    halo = base.mark_text(stroke=tokens.card, strokeWidth=4, **style)
    return [halo, base.mark_text(**style)]
