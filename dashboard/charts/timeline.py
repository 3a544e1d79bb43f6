"""What happened and what was planned, one line each, on one line of years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.axes import FONT_SIZE
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.rows import number_rows
from dashboard.charts.spans import (
    build_line_of_time,
    build_lines,
    draw_as_of,
    draw_spans,
    write_over,
)
from dashboard.charts.years import Span
from dashboard.theme import Tokens

ROW_HEIGHT = 33
FOOT = 16
TALLEST_NAMED = 12
SMALL_ROW_HEIGHT = 18


@dataclass(frozen=True)
class TimelineLabels:
    """Ticks (decimal year, word), the as-of line, and names of the tooltip's lines."""

    ticks: Sequence[tuple[float, str]]
    as_of: tuple[float, str] | None
    item: str
    date: str
    status: str
    provenance: str


def draw_timeline(
    frame: pl.DataFrame, span: Span, labels: TimelineLabels, tokens: Tokens
) -> alt.LayerChart:
    """One row an item: solid where held, hollow where planned or not known.

    Columns: label (beside the mark), start and end (decimal years), is_open (hollow),
    name, date_text, status_text, provenance.
    """
    rows = _place_rows(frame, span)
    base = _build_base(rows, span, labels, tokens)
    layers = []
    if labels.as_of:
        layers.append(draw_as_of(*labels.as_of, span, labels.ticks, tokens))
    for is_open, fill in ((False, tokens.accent), (True, tokens.card)):
        part = rows.filter(pl.col("is_open") == is_open)
        layers += draw_spans(
            part, base, "start", "end", fill=fill, stroke=tokens.accent
        )
    layers += _draw_names(base, rows, span, tokens)
    height = round(_count_lines(rows) * _choose_step(rows))
    return stack_layers(layers, height)


def _choose_step(rows: pl.DataFrame) -> int:
    return ROW_HEIGHT if _is_named(rows) else SMALL_ROW_HEIGHT


def _count_lines(rows: pl.DataFrame) -> float:
    return rows.height + FOOT / _choose_step(rows)


def _is_named(rows: pl.DataFrame) -> bool:
    return rows.height <= TALLEST_NAMED


def _place_rows(frame: pl.DataFrame, span: Span) -> pl.DataFrame:
    middle = (span.start + span.end) / 2
    return number_rows(frame).with_columns(
        pl.col("start", "end").clip(span.start, span.end),
        mark_line=pl.col("row") + pl.lit(0.72 if _is_named(frame) else 0.5),
        name_line=pl.col("row") + pl.lit(0.28),
        is_late=pl.col("start") > middle,
    )


def _build_base(
    rows: pl.DataFrame, span: Span, labels: TimelineLabels, tokens: Tokens
) -> Layer:
    return alt.Chart(rows).encode(
        x=build_line_of_time("start", span, labels.ticks, tokens),
        y=build_lines("mark_line", _count_lines(rows)),
        tooltip=[
            alt.Tooltip("name:N", title=labels.item),
            alt.Tooltip("date_text:N", title=labels.date),
            alt.Tooltip("status_text:N", title=labels.status),
            alt.Tooltip("provenance:N", title=labels.provenance),
        ],
    )


def _draw_names(
    base: Layer, rows: pl.DataFrame, span: Span, tokens: Tokens
) -> list[Layer]:
    if not _is_named(rows):
        return []
    base = base.encode(text="label:N", y=build_lines("name_line", _count_lines(rows)))
    length = f"width / {span.end - span.start}"
    early, late = rows.filter(~pl.col("is_late")), rows.filter(pl.col("is_late"))
    layers = []
    ink: dict[str, Any] = {"color": tokens.text, "fontSize": FONT_SIZE}
    if not early.is_empty():
        room = alt.expr(f"({span.end} - datum.start) * {length} + 4")
        named = base.properties(data=early)
        layers += write_over(named, tokens, align="left", dx=-4, limit=room, **ink)
    if not late.is_empty():
        room = alt.expr(f"(datum.end - {span.start}) * {length} + 6")
        named = base.properties(data=late).encode(x="end:Q")
        layers += write_over(named, tokens, align="right", dx=6, limit=room, **ink)
    return layers
