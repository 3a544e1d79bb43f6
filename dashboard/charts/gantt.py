"""Milestones, planned hollow and reached solid, at the precision that is known."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import polars as pl

from dashboard.charts.axes import FONT_SIZE, SMALL_FONT_SIZE
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

ROW_HEIGHT = 50
FOOT = 16


@dataclass(frozen=True)
class GanttLabels:
    """Ticks (decimal year, word), the as-of line, and names of the tooltip's lines."""

    ticks: Sequence[tuple[float, str]]
    as_of: tuple[float, str] | None
    milestone: str
    planned: str
    actual: str
    state: str
    provenance: str


def draw_gantt(
    frame: pl.DataFrame, span: Span, labels: GanttLabels, tokens: Tokens
) -> alt.LayerChart:
    """One row a milestone, its name and state above its marks.

    Columns: label, state_text, planned_start/_end and actual_start/_end (decimal
    years, null where not known), planned_text, actual_text, provenance.
    """
    rows = number_rows(frame).with_columns(
        name_line=pl.col("row") + 0.18,
        state_line=pl.col("row") + 0.48,
        mark_line=pl.col("row") + 0.78,
    )
    base = _build_base(rows, labels)
    count = rows.height + FOOT / ROW_HEIGHT
    line = build_lines("mark_line", count)
    planned, actual = (
        base.encode(
            x=build_line_of_time(f"{end}_start", span, labels.ticks, tokens), y=line
        )
        for end in ("planned", "actual")
    )
    layers = []
    if labels.as_of:
        layers.append(draw_as_of(*labels.as_of, span, labels.ticks, tokens))
    layers += [
        *_draw_delays(rows, planned, tokens),
        *_draw_plans(rows, planned, tokens),
        *_draw_actuals(rows, actual, tokens),
        *_draw_names(base, count, tokens),
    ]
    return stack_layers(layers, round(count * ROW_HEIGHT))


def _build_base(rows: pl.DataFrame, labels: GanttLabels) -> Layer:
    return alt.Chart(rows).encode(
        tooltip=[
            alt.Tooltip("label:N", title=labels.milestone),
            alt.Tooltip("planned_text:N", title=labels.planned),
            alt.Tooltip("actual_text:N", title=labels.actual),
            alt.Tooltip("state_text:N", title=labels.state),
            alt.Tooltip("provenance:N", title=labels.provenance),
        ],
    )


def _draw_plans(rows: pl.DataFrame, planned: Layer, tokens: Tokens) -> list[Layer]:
    return draw_spans(
        rows,
        planned,
        "planned_start",
        "planned_end",
        fill=tokens.card,
        stroke=tokens.accent,
        size=1.4,
    )


def _draw_actuals(rows: pl.DataFrame, actual: Layer, tokens: Tokens) -> list[Layer]:
    return draw_spans(
        rows,
        actual,
        "actual_start",
        "actual_end",
        fill=tokens.accent,
        stroke=tokens.accent,
        size=0.6,
    )


def _draw_delays(rows: pl.DataFrame, planned: Layer, tokens: Tokens) -> list[Layer]:
    known = rows.drop_nulls(["planned_start", "actual_start"])
    if known.is_empty():
        return []
    line = planned.properties(data=known).mark_rule(color=tokens.accent, strokeWidth=2)
    return [line.encode(x2="actual_start:Q")]


def _draw_names(base: Layer, count: float, tokens: Tokens) -> list[Layer]:
    name = base.encode(
        x=alt.value(0), y=build_lines("name_line", count), text="label:N"
    )
    state = base.encode(
        x=alt.value(0), y=build_lines("state_line", count), text="state_text:N"
    )
    room = alt.expr("width")
    return [
        *write_over(name, tokens, color=tokens.text, fontSize=FONT_SIZE, limit=room),
        *write_over(
            state, tokens, color=tokens.muted, fontSize=SMALL_FONT_SIZE, limit=room
        ),
    ]
