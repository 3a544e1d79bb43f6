"""Many events on one line of years, one lane a place, each named at its left end."""

import altair as alt
import polars as pl

from dashboard.charts.axes import FONT_SIZE
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.spans import (
    build_line_of_time,
    build_lines,
    draw_as_of,
    draw_spans,
    write_over,
)
from dashboard.charts.timeline import TimelineLabels
from dashboard.charts.years import Span
from dashboard.theme import Tokens

LANE_HEIGHT = 40
FOOT = 16


def draw_lanes(
    frame: pl.DataFrame, span: Span, labels: TimelineLabels, tokens: Tokens
) -> alt.LayerChart:
    """One lane for each value of `lane`, in the order they come.

    Columns: lane, and those of `draw_timeline`; names are left to the tooltip.
    """
    lanes = frame["lane"].unique(maintain_order=True).to_list()
    numbers = {lane: number for number, lane in enumerate(lanes)}
    rows = frame.with_columns(
        row=pl.col("lane").replace_strict(numbers, return_dtype=pl.Int32)
    ).with_columns(mark_line=pl.col("row") + 0.7, name_line=pl.col("row") + 0.25)
    count = len(lanes) + FOOT / LANE_HEIGHT
    base = _build_base(rows, span, count, labels, tokens)
    layers = []
    if labels.as_of:
        layers.append(draw_as_of(*labels.as_of, span, labels.ticks, tokens))
    for is_open, fill in ((False, tokens.accent), (True, tokens.card)):
        part = rows.filter(pl.col("is_open") == is_open)
        layers += draw_spans(
            part, base, "start", "end", fill=fill, stroke=tokens.accent
        )
    layers += _name_lanes(rows, count, tokens)
    return stack_layers(layers, round(count * LANE_HEIGHT))


def _build_base(
    rows: pl.DataFrame,
    span: Span,
    count: float,
    labels: TimelineLabels,
    tokens: Tokens,
) -> Layer:
    return alt.Chart(rows).encode(
        x=build_line_of_time("start", span, labels.ticks, tokens),
        y=build_lines("mark_line", count),
        tooltip=[
            alt.Tooltip("name:N", title=labels.item),
            alt.Tooltip("date_text:N", title=labels.date),
            alt.Tooltip("status_text:N", title=labels.status),
            alt.Tooltip("provenance:N", title=labels.provenance),
        ],
    )


def _name_lanes(rows: pl.DataFrame, count: float, tokens: Tokens) -> list[Layer]:
    named = alt.Chart(rows.unique("row").sort("row")).encode(
        x=alt.value(0), y=build_lines("name_line", count), text="lane:N"
    )
    return write_over(named, tokens, color=tokens.text, fontSize=FONT_SIZE)
