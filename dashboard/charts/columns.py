"""Columns in an order that means something: months, years, times attended."""

import altair as alt
import polars as pl

from dashboard.charts.axes import FONT_SIZE, SMALL_FONT_SIZE, build_word_axis
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.rows import number_rows
from dashboard.charts.tooltips import MarkLabels, build_tooltip
from dashboard.theme import Tokens

HEIGHT = 240
LETTER_WIDTH = 6.5


def draw_columns(
    frame: pl.DataFrame, labels: MarkLabels, tokens: Tokens
) -> alt.LayerChart:
    """One column a row, from zero; a row without a value is a gap with its state.

    Columns: label (on the axis), name (in the tooltip), value (null: a gap),
    value_text (the number, or the state in words), provenance.
    """
    rows = number_rows(frame)
    base = alt.Chart(rows).encode(x=_build_places(rows, tokens))
    layers = [
        _draw_bars(base, labels, tokens),
        _draw_numbers(base, rows, tokens),
        _draw_states(base, tokens),
    ]
    return stack_layers(layers, HEIGHT)


def _build_places(rows: pl.DataFrame, tokens: Tokens) -> alt.X:
    axis = build_word_axis(rows["label"].to_list(), tokens, orient="bottom", letters=12)
    axis.labelOverlap = "greedy"
    axis.domain = True
    axis.domainColor = tokens.muted
    scale = alt.Scale(domain=list(range(rows.height)), paddingInner=0.25)
    return alt.X("row:O", sort=None, axis=axis, scale=scale)


def _build_heights() -> alt.Y:
    return alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True, nice=True))


def _draw_bars(base: Layer, labels: MarkLabels, tokens: Tokens) -> Layer:
    hover = alt.selection_point(on="pointerover", clear="pointerout", fields=["row"])
    return (
        base.mark_bar(color=tokens.accent, cornerRadiusEnd=2)
        .encode(
            y=_build_heights(),
            opacity=alt.condition(hover, alt.value(1), alt.value(0.55)),
            tooltip=build_tooltip(labels, "name"),
        )
        .add_params(hover)
    )


def _draw_numbers(base: Layer, rows: pl.DataFrame, tokens: Tokens) -> Layer:
    # Numbers that would touch each other are left to the tooltip and the table.
    written = rows.filter(pl.col("value").is_not_null())["value_text"]
    longest = written.str.len_chars().max()
    needed = rows.height * (int(str(longest or 1)) * LETTER_WIDTH + 4)
    return (
        base.transform_filter("isValid(datum.value)")
        .mark_text(
            dy=-8,
            color=tokens.text,
            fontSize=FONT_SIZE,
            opacity=alt.expr(f"width >= {needed} ? 1 : 0"),
        )
        .encode(y=_build_heights(), text="value_text:N")
    )


def _draw_states(base: Layer, tokens: Tokens) -> Layer:
    return (
        base.transform_filter("!isValid(datum.value)")
        .mark_text(
            angle=270,
            align="left",
            dx=6,
            color=tokens.muted,
            fontSize=SMALL_FONT_SIZE,
        )
        .encode(y=alt.value(HEIGHT), text="value_text:N")
    )
