"""Small multiples: one strip of columns a member, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import polars as pl

from dashboard.charts.axes import SMALL_FONT_SIZE, build_word_axis
from dashboard.charts.breaks import draw_changes
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.rows import number_rows, write_beside
from dashboard.charts.tooltips import MarkLabels, build_tooltip
from dashboard.theme import Tokens

STRIP_HEIGHT = 40
COLUMN_SHARE = 0.6
LETTER_WIDTH = 6.5


@dataclass(frozen=True)
class MultipleLabels:
    """Names of the tooltip's lines, and the words at a break."""

    mark: MarkLabels
    change: str


def draw_multiples(
    frame: pl.DataFrame,
    breaks: Sequence[int],
    labels: MultipleLabels,
    tokens: Tokens,
) -> alt.LayerChart:
    """Columns rise from the foot of their strip; the highest of all fills its own.

    Columns, one row per member and period: member (label of the strip), period (on the
    axis), value (null: a gap), value_text (the number, or the state in words), name (in
    the tooltip), is_not_reported (drawn hollow), provenance. Before each period counted
    in `breaks` (from 0) a line says that the definition changed.
    """
    strips = number_rows(frame.select("member").unique(maintain_order=True))
    periods = frame["period"].unique(maintain_order=True).to_list()
    placed = _place_columns(frame, strips, periods)
    base = alt.Chart(placed).encode(
        x=_build_periods(periods, tokens), tooltip=build_tooltip(labels.mark, "name")
    )
    layers = [
        write_beside(strips, "member", tokens, "left"),
        _draw_feet(strips, tokens),
        *_draw_columns(base, strips.height, tokens),
        _write_values(base, strips.height, placed, tokens),
        *draw_changes("column", breaks, len(periods), labels.change, tokens),
    ]
    return stack_layers(layers, strips.height * STRIP_HEIGHT, is_beside=True)


def _place_columns(
    frame: pl.DataFrame, strips: pl.DataFrame, periods: list[str]
) -> pl.DataFrame:
    top = frame["value"].cast(pl.Float64).max()
    scale = float(top) if isinstance(top, float) and top > 0 else 1.0
    kinds = {"period": pl.String, "column": pl.Int32}
    place = pl.DataFrame([periods, range(len(periods))], schema=kinds)
    return (
        frame.join(strips, on="member")
        .join(place, on="period")
        .with_columns(foot=pl.col("row") + 1.0)
        .with_columns(
            head=pl.col("foot")
            - COLUMN_SHARE * pl.col("value").fill_null(0).clip(lower_bound=0) / scale
        )
    )


def _build_periods(periods: list[str], tokens: Tokens) -> alt.X:
    axis = build_word_axis(periods, tokens, orient="bottom", letters=12)
    axis.labelOverlap = "greedy"
    scale = alt.Scale(domain=list(range(len(periods))), paddingInner=0.3)
    return alt.X("column:O", sort=None, axis=axis, scale=scale)


def _build_height(column: str, count: int) -> alt.Y:
    scale = alt.Scale(domain=[0, count], reverse=True, nice=False)
    return alt.Y(f"{column}:Q", axis=None, scale=scale)


def _draw_feet(strips: pl.DataFrame, tokens: Tokens) -> Layer:
    """A line under each strip, from edge to edge."""
    rows = strips.select(foot=pl.col("row") + 1.0)
    line = alt.Chart(rows).mark_rule(color=tokens.hairline, tooltip=None)
    return line.encode(y=_build_height("foot", strips.height))


def _draw_columns(base: Layer, count: int, tokens: Tokens) -> list[Layer]:
    base = base.encode(y=_build_height("foot", count), y2="head:Q")
    solid = base.transform_filter("!datum.is_not_reported").mark_bar(
        color=tokens.accent
    )
    hollow = base.transform_filter("datum.is_not_reported && datum.value > 0").mark_bar(
        fill=tokens.card, stroke=tokens.muted, strokeDash=[4, 3], strokeWidth=1.5
    )
    return [solid, hollow]


def _write_values(base: Layer, count: int, rows: pl.DataFrame, tokens: Tokens) -> Layer:
    # Words that would touch each other are left to the tooltip and the table.
    longest = rows["value_text"].str.len_chars().max()
    needed = rows["column"].n_unique() * (int(str(longest or 1)) * LETTER_WIDTH + 4)
    return base.mark_text(
        baseline="bottom",
        dy=-3,
        color=tokens.text,
        fontSize=SMALL_FONT_SIZE,
        opacity=alt.expr(f"width >= {needed} ? 1 : 0"),
    ).encode(y=_build_height("head", count), text="value_text:N")
