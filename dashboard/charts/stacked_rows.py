"""Bars of parts: a count by one dimension, each bar divided by another."""

import altair as alt
import polars as pl

from dashboard.charts.axes import SMALL_FONT_SIZE, choose_row_step
from dashboard.charts.categories import find_ends
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.parts import build_part_colours, place_parts
from dashboard.charts.rows import build_rows, write_beside
from dashboard.charts.strips import PART_LETTER_WIDTH, StripLabels
from dashboard.charts.tooltips import build_tooltip
from dashboard.theme import Tokens

BAR_HEIGHT = 16


def draw_stacked_rows(
    tops: pl.DataFrame, segments: pl.DataFrame, labels: StripLabels, tokens: Tokens
) -> alt.LayerChart:
    """One bar for each `strip`, divided into parts; its number on the right.

    The frames are those of `draw_strips`, with one slot.
    """
    rows = tops.sort("strip").with_columns(row=pl.col("strip").cast(pl.Int32))
    parts = place_parts(segments, labels.parts, ["strip"], tokens).with_columns(
        row=pl.col("strip").cast(pl.Int32)
    )
    top = find_ends(rows)[1]
    layers = [
        write_beside(rows, "strip_name", tokens, "left"),
        *_draw_parts(parts, rows.height, top, labels, tokens),
        write_beside(rows, "value_text", tokens, "right"),
    ]
    step = choose_row_step(rows["strip_name"].to_list())
    return stack_layers(layers, rows.height * step, is_beside=True)


def _draw_parts(
    parts: pl.DataFrame, count: int, top: float, labels: StripLabels, tokens: Tokens
) -> list[Layer]:
    scale = alt.Scale(domain=[0, top])
    hover = alt.selection_point(on="pointerover", clear="pointerout", fields=["row"])
    base = alt.Chart(parts.filter(pl.col("value") > 0)).encode(y=build_rows(count))
    bars = (
        base.mark_bar(height=BAR_HEIGHT, stroke=tokens.card, strokeWidth=1)
        .encode(
            x=alt.X("start:Q", axis=None, scale=scale),
            x2="end:Q",
            color=build_part_colours(labels.parts, tokens),
            opacity=alt.condition(hover, alt.value(1), alt.value(0.55)),
            tooltip=build_tooltip(labels.mark, "name"),
        )
        .add_params(hover)
    )
    needed = f"length(datum.value_text) * {PART_LETTER_WIDTH} + 6"
    numbers = (
        base.transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(
            fontSize=SMALL_FONT_SIZE,
            tooltip=None,
            opacity=alt.expr(f"datum.value * width / {top} >= {needed} ? 1 : 0"),
        )
        .encode(
            x=alt.X("middle:Q", axis=None, scale=scale),
            text="value_text:N",
            color=alt.Color("ink:N", scale=None, legend=None),
        )
    )
    return [bars, numbers]
