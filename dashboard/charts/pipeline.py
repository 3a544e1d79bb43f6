"""Stages in their order: how many reached each, out of how many that started."""

import altair as alt
import polars as pl

from dashboard.charts.axes import choose_row_step
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.rows import build_rows, number_rows, write_beside
from dashboard.charts.tooltips import MarkLabels, build_tooltip
from dashboard.theme import Tokens

BAR_HEIGHT = 16


def draw_pipeline(
    frame: pl.DataFrame, labels: MarkLabels, tokens: Tokens
) -> alt.LayerChart:
    """One bar a stage, in the frame's order, over the outline of the first stage.

    Columns: label, value, value_text (number and share), provenance.
    """
    rows = number_rows(frame)
    step = choose_row_step(rows["label"].to_list()) + 8
    top = float(rows["value"].max() or 1)  # type: ignore[arg-type]
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, top]))
    layers = [
        write_beside(rows, "label", tokens, "left"),
        _draw_outline(rows, top, tokens),
        _draw_bars(rows, x, labels, tokens),
        write_beside(rows, "value_text", tokens, "right"),
    ]
    return stack_layers(layers, rows.height * step, is_beside=True)


def _draw_outline(rows: pl.DataFrame, top: float, tokens: Tokens) -> Layer:
    x = alt.X("top:Q", axis=None)
    return (
        alt.Chart(rows.with_columns(top=top))
        .mark_bar(
            height=BAR_HEIGHT, fill=tokens.card, stroke=tokens.muted, strokeWidth=1
        )
        .encode(y=build_rows(rows.height), x=x)
    )


def _draw_bars(
    rows: pl.DataFrame, x: alt.X, labels: MarkLabels, tokens: Tokens
) -> Layer:
    return (
        alt.Chart(rows)
        .mark_bar(height=BAR_HEIGHT, color=tokens.accent)
        .encode(
            y=build_rows(rows.height),
            x=x,
            tooltip=build_tooltip(labels),
        )
    )
