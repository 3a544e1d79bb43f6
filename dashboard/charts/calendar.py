"""A calendar: months down, days across, a circle the larger the more happened."""

import altair as alt
import polars as pl

from dashboard.charts.axes import SMALL_FONT_SIZE
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.rows import build_rows, write_beside
from dashboard.charts.tooltips import MarkLabels, build_tooltip
from dashboard.theme import Tokens

ROW_HEIGHT = 22
LARGEST_CIRCLE = 260
WRITTEN_DAYS = [1, 5, 10, 15, 20, 25, 30]


def draw_calendar(
    frame: pl.DataFrame, labels: MarkLabels, tokens: Tokens
) -> alt.LayerChart:
    """One row a month with its total on the right, one place a day.

    Columns, one row per day of each month drawn: row (0 on top), month_name, day,
    day_name, value (null where the month is not covered), value_text, month_text,
    provenance.
    """
    days = frame.with_columns(pl.col("row").cast(pl.Int32))
    months = days.unique("row").sort("row")
    base = alt.Chart(days).encode(x=_build_days(tokens), y=build_rows(months.height))
    layers = [
        write_beside(months, "month_name", tokens, "left"),
        _draw_empty_days(base, tokens),
        _draw_days(base, labels, tokens),
        write_beside(months, "month_text", tokens, "right"),
    ]
    return stack_layers(layers, months.height * ROW_HEIGHT, is_beside=True)


def _build_days(tokens: Tokens) -> alt.X:
    axis = alt.Axis(
        title=None,
        orient="top",
        values=WRITTEN_DAYS,
        labelAngle=0,
        labelColor=tokens.muted,
        labelFontSize=SMALL_FONT_SIZE,
        domain=False,
        ticks=False,
        grid=False,
    )
    return alt.X("day:O", axis=axis, scale=alt.Scale(domain=list(range(1, 32))))


def _draw_empty_days(base: Layer, tokens: Tokens) -> Layer:
    return base.transform_filter("datum.value === 0").mark_circle(
        size=6, color=tokens.muted, opacity=0.35
    )


def _draw_days(base: Layer, labels: MarkLabels, tokens: Tokens) -> Layer:
    hover = alt.selection_point(
        on="pointerover", clear="pointerout", fields=["row", "day"]
    )
    size = alt.Scale(range=[40, LARGEST_CIRCLE], zero=False)
    return (
        base.transform_filter(alt.datum.value > 0)
        .mark_circle(color=tokens.accent)
        .encode(
            size=alt.Size("value:Q", legend=None, scale=size),
            opacity=alt.condition(hover, alt.value(0.9), alt.value(0.45)),
            tooltip=build_tooltip(labels, "day_name"),
        )
        .add_params(hover)
    )
