"""Bars of one measure by category, with the category "not reported" always drawn."""

from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.axes import LABEL_LETTERS, choose_row_step
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.rows import build_rows, number_rows, write_beside
from dashboard.charts.tooltips import MarkLabels, build_tooltip
from dashboard.theme import Tokens

BAR_HEIGHT = 14
LONG_LIST = 9
LONG_LIST_LETTERS = 42


def sort_categories(frame: pl.DataFrame) -> pl.DataFrame:
    """The largest first, what was not reported last whatever its size."""
    order = ["is_not_reported", "value", "label"]
    descending = [False, True, False]
    return frame.sort(order, descending=descending, nulls_last=True)


def draw_categories(
    frame: pl.DataFrame, labels: MarkLabels, tokens: Tokens
) -> alt.LayerChart:
    """One bar a row, in the frame's order, numbers in a column on the right.

    Columns: label, value (null draws no bar), value_text (the number, or the state
    in words), is_not_reported (drawn hollow), provenance.
    """
    rows = number_rows(frame)
    letters = LONG_LIST_LETTERS if rows.height > LONG_LIST else LABEL_LETTERS
    layers = [
        write_beside(rows, "label", tokens, "left", letters),
        *_draw_bars(rows, labels, tokens),
        write_beside(rows, "value_text", tokens, "right"),
    ]
    step = choose_row_step(rows["label"].to_list(), letters)
    return stack_layers(layers, rows.height * step, is_beside=True)


def _draw_bars(rows: pl.DataFrame, labels: MarkLabels, tokens: Tokens) -> list[Layer]:
    hover = alt.selection_point(on="pointerover", clear="pointerout", fields=["row"])
    base = alt.Chart(rows).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=find_ends(rows))),
        y=build_rows(rows.height),
        opacity=alt.condition(hover, alt.value(1), alt.value(0.55)),
        tooltip=build_tooltip(labels),
    )
    shape: dict[str, Any] = {"height": BAR_HEIGHT, "cornerRadiusEnd": 2}
    solid = base.transform_filter("!datum.is_not_reported").mark_bar(
        color=tokens.accent, **shape
    )
    hollow = base.transform_filter("datum.is_not_reported").mark_bar(
        fill=tokens.card,
        stroke=tokens.muted,
        strokeDash=[4, 3],
        strokeWidth=1.5,
        **shape,
    )
    return [solid.add_params(hover), hollow]


def find_ends(rows: pl.DataFrame) -> list[float]:
    """The lowest and the highest value, zero in between or at an end."""
    low, high = rows.select(
        pl.col("value").cast(pl.Float64).min().fill_null(0).clip(upper_bound=0),
        pl.col("value")
        .cast(pl.Float64)
        .max()
        .fill_null(0)
        .clip(lower_bound=0)
        .alias("high"),
    ).row(0)
    return [low, high if high > low else low + 1.0]
