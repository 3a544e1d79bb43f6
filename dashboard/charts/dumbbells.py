"""Before and after as two dots on one line: hollow before, solid after."""

from dataclasses import dataclass

import altair as alt
import polars as pl

from dashboard.charts.axes import FONT_SIZE, SMALL_FONT_SIZE, choose_row_step
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.rows import build_rows, number_rows, write_beside
from dashboard.theme import Tokens

DOT = 90


@dataclass(frozen=True)
class DumbbellLabels:
    """The two ends' names, drawn above the first row, and the tooltip's lines."""

    group: str
    before: str
    after: str
    n: str
    provenance: str


def draw_dumbbells(
    frame: pl.DataFrame, labels: DumbbellLabels, tokens: Tokens
) -> alt.LayerChart:
    """One line a row from `before` to `after` on a scale from 0 to 100.

    Columns: label, before, after, before_text, after_text, n_text, provenance.
    """
    rows = number_rows(frame).with_columns(
        direction=pl.when(pl.col("after") >= pl.col("before")).then(1).otherwise(-1),
    )
    base = alt.Chart(rows).encode(
        y=build_rows(rows.height), tooltip=_build_tooltip(labels)
    )
    ends = [
        *_draw_end(base, "before", labels.before, "right", tokens),
        *_draw_end(base, "after", labels.after, "left", tokens),
    ]
    layers = [
        write_beside(rows, "label", tokens, "left"),
        _draw_lines(base, tokens),
        *ends,
        write_beside(rows, "n_text", tokens, "right"),
    ]
    step = choose_row_step(rows["label"].to_list()) + 16
    return stack_layers(layers, rows.height * step, is_beside=True)


def _build_scores(column: str) -> alt.X:
    return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[0, 100]))


def _draw_lines(base: Layer, tokens: Tokens) -> Layer:
    return base.mark_rule(color=tokens.muted, strokeWidth=2).encode(
        x=_build_scores("before"), x2="after:Q"
    )


def _draw_end(
    base: Layer, end: str, name: str, side: str, tokens: Tokens
) -> list[Layer]:
    fill = tokens.accent if end == "after" else tokens.card
    base = base.encode(x=_build_scores(end))
    dots = base.mark_circle(
        size=DOT, fill=fill, stroke=tokens.accent, strokeWidth=2, opacity=1
    )
    return [
        dots,
        *_write_end(base, f"{end}_text", name, side, 1, tokens),
        *_write_end(base, f"{end}_text", name, _turn(side), -1, tokens),
    ]


def _write_end(
    base: Layer, words: str, name: str, side: str, direction: int, tokens: Tokens
) -> list[Layer]:
    """Words on the outer side of an end, for the rows that run in a direction."""
    turned = base.transform_filter(alt.datum.direction == direction)
    number = turned.mark_text(
        align=side,
        dx=10 if side == "left" else -10,
        color=tokens.text,
        fontSize=FONT_SIZE,
    )
    head = turned.transform_filter(alt.datum.row == 0).mark_text(
        align=side,
        dx=4 if side == "left" else -4,
        dy=-18,
        text=name,
        color=tokens.muted,
        fontSize=SMALL_FONT_SIZE,
    )
    return [number.encode(text=f"{words}:N"), head]


def _turn(side: str) -> str:
    return "left" if side == "right" else "right"


def _build_tooltip(labels: DumbbellLabels) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=labels.group),
        alt.Tooltip("before_text:N", title=labels.before),
        alt.Tooltip("after_text:N", title=labels.after),
        alt.Tooltip("n_text:N", title=labels.n),
        alt.Tooltip("provenance:N", title=labels.provenance),
    ]
