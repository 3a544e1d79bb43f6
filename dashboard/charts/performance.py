"""Actual against target over time: solid in outlined, from zero, gaps with words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.axes import (
    FONT_SIZE,
    LINE_HEIGHT,
    SMALL_FONT_SIZE,
    build_word_axis,
)
from dashboard.charts.breaks import draw_changes
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.rows import number_rows
from dashboard.theme import Tokens

HEIGHT = 280
HEADROOM = 1.3
LETTER_WIDTH = 6.5
LABEL_LETTERS = 12
LIFT = 9
POINT_LIFT = 16


@dataclass(frozen=True)
class PerformanceLabels:
    """Names of the tooltip's lines, and the words at a break."""

    period: str
    actual: str
    target: str
    met: str
    provenance: str
    change: str


def draw_performance(
    frame: pl.DataFrame,
    breaks: Sequence[int],
    labels: PerformanceLabels,
    tokens: Tokens,
    *,
    is_share: bool = False,
) -> alt.LayerChart:
    """One place a period; columns, or points on a line where the figure is a share.

    Columns: label (on the axis), name, actual and target (null: none), actual_text,
    target_text, met_text, state_text (where there is no actual), provenance. Before
    each period counted in `breaks` (from 0) a line says that the definition changed.
    """
    rows = _place_words(number_rows(frame))
    heights = _build_heights(rows)
    base = alt.Chart(rows).encode(
        x=_build_places(rows, tokens), tooltip=_build_tooltip(labels)
    )
    draw = _draw_points if is_share else _draw_columns
    layers = [
        *draw(base, heights, tokens),
        *_write_values(base, rows, heights, tokens, POINT_LIFT if is_share else LIFT),
        _write_states(base, tokens),
        # The last: the first layer says where the axis has its labels.
        *draw_changes("row", breaks, rows.height, labels.change, tokens),
    ]
    return stack_layers(layers, HEIGHT)


def _place_words(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(top=pl.max_horizontal("actual", "target", pl.lit(0.0)))


def _build_places(rows: pl.DataFrame, tokens: Tokens) -> alt.X:
    words = rows["label"].to_list()
    axis = build_word_axis(words, tokens, orient="bottom", letters=LABEL_LETTERS)
    axis.labelOverlap = "greedy"
    axis.domain = True
    axis.domainColor = tokens.muted
    scale = alt.Scale(domain=list(range(rows.height)), paddingInner=0.25)
    return alt.X("row:O", sort=None, axis=axis, scale=scale)


def _build_heights(rows: pl.DataFrame) -> alt.Scale:
    values = pl.concat([rows["actual"], rows["target"]]).drop_nulls()
    low, high = (values.min(), values.max()) if len(values) else (0.0, 1.0)
    bottom, top = min(0.0, _as_number(low)), max(0.0, _as_number(high)) or 1.0
    return alt.Scale(domain=[bottom, top * HEADROOM], nice=False)


def _as_number(value: Any) -> float:
    return float(value)


def _draw_columns(base: Layer, heights: alt.Scale, tokens: Tokens) -> list[Layer]:
    """The target's outline is wider, so that the actual stands in it."""
    target = base.transform_filter("isValid(datum.target)").mark_bar(
        fill=tokens.card,
        fillOpacity=0,
        stroke=tokens.target.stroke,
        strokeWidth=1.5,
        width=alt.RelativeBandSize(0.9),
    )
    actual = base.transform_filter("isValid(datum.actual)").mark_bar(
        color=tokens.actual.fill, width=alt.RelativeBandSize(0.6)
    )
    return [
        actual.encode(y=_build_height("actual", heights)),
        target.encode(y=_build_height("target", heights)),
    ]


def _draw_points(base: Layer, heights: alt.Scale, tokens: Tokens) -> list[Layer]:
    """A line joins neighbours only: a missing period leaves a gap."""
    y = _build_height("actual", heights)
    known = base.transform_filter("isValid(datum.actual)")
    aimed = base.transform_filter("isValid(datum.target)")
    return [
        base.mark_line(
            color=tokens.actual.fill,
            strokeWidth=2,
            invalid="break-paths-filter-domains",
        ).encode(y=y),
        known.mark_circle(color=tokens.actual.fill, size=90, opacity=1).encode(y=y),
        aimed.mark_tick(
            color=tokens.target.stroke, thickness=2, width=alt.RelativeBandSize(0.9)
        ).encode(y=_build_height("target", heights)),
    ]


def _build_height(column: str, heights: alt.Scale) -> alt.Y:
    return alt.Y(f"{column}:Q", axis=None, scale=heights)


def _write_values(
    base: Layer, rows: pl.DataFrame, heights: alt.Scale, tokens: Tokens, lift: int
) -> list[Layer]:
    """Per cent met above the columns, the actual value above that."""
    # Words that would touch each other are left to the tooltip and the table.
    written = rows.filter(pl.col("actual").is_not_null())
    words = pl.concat([written["actual_text"], written["met_text"]])
    longest = words.str.len_chars().max() or 1
    needed = rows.height * (int(str(longest)) * LETTER_WIDTH + 4)
    style = {"fontSize": FONT_SIZE, "opacity": alt.expr(f"width >= {needed} ? 1 : 0")}
    known = base.transform_filter("isValid(datum.actual)").encode(
        y=_build_height("top", heights)
    )
    judged = known.transform_filter("datum.met_text")
    others = known.transform_filter("!datum.met_text")
    value, share = {"color": tokens.text, **style}, {"color": tokens.muted, **style}
    return [
        judged.mark_text(dy=-lift, **share).encode(text="met_text:N"),
        judged.mark_text(dy=-lift - LINE_HEIGHT, **value).encode(text="actual_text:N"),
        others.mark_text(dy=-lift, **value).encode(text="actual_text:N"),
    ]


def _write_states(base: Layer, tokens: Tokens) -> Layer:
    return (
        base.transform_filter("!isValid(datum.actual)")
        .mark_text(
            angle=270, align="left", dx=6, color=tokens.muted, fontSize=SMALL_FONT_SIZE
        )
        .encode(y=alt.value(HEIGHT), text="state_text:N")
    )


def _build_tooltip(labels: PerformanceLabels) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=labels.period),
        alt.Tooltip("actual_text:N", title=labels.actual),
        alt.Tooltip("target_text:N", title=labels.target),
        alt.Tooltip("met_text:N", title=labels.met),
        alt.Tooltip("provenance:N", title=labels.provenance),
    ]
