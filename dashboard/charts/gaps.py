"""Gaps of a chart of strips: what is not known, said in words and never as zero."""

import altair as alt
import polars as pl

from dashboard.charts.axes import SMALL_FONT_SIZE
from dashboard.charts.layers import Layer
from dashboard.charts.strip_room import StripRoom
from dashboard.charts.tooltips import MarkLabels, build_tooltip
from dashboard.theme import Tokens

LETTER_WIDTH = 6.2


def draw_gaps(
    marks: pl.DataFrame, room: StripRoom, labels: MarkLabels, tokens: Tokens
) -> list[Layer]:
    """The state of a run of gaps, written once; every gap says it when pointed at."""
    gaps = marks.filter(pl.col("value").is_null()).with_columns(
        top_line=pl.col("strip").cast(pl.Float64),
        foot_line=pl.col("strip") + room.floor,
    )
    if gaps.is_empty():
        return []
    fields = (
        alt.Chart(gaps)
        .mark_bar(opacity=0)
        .encode(
            x=room.build_slots(tokens),
            y=room.build_heights("top_line"),
            y2="foot_line:Q",
            tooltip=build_tooltip(labels, "name"),
        )
    )
    return [fields, _write_gaps(find_runs(gaps), room, tokens)]


def find_runs(gaps: pl.DataFrame) -> pl.DataFrame:
    """Neighbouring gaps of one strip and one state as one row: slot (middle), length.

    Keeps strip, foot_line and value_text.
    """
    order = gaps.sort("strip", "slot").with_columns(
        run=pl.col("slot") - pl.int_range(pl.len()).over("strip", "value_text")
    )
    return order.group_by(
        "strip", "value_text", "run", "foot_line", maintain_order=True
    ).agg(
        slot=((pl.col("slot").min() + pl.col("slot").max()) // 2).cast(pl.Int32),
        length=pl.len().cast(pl.Int32),
    )


def _write_gaps(runs: pl.DataFrame, room: StripRoom, tokens: Tokens) -> Layer:
    """Across where the run is wide enough, else upright where the strip is tall."""
    words = f"length(datum.value_text) * {LETTER_WIDTH}"
    is_wide = f"datum.length * {room.slot_width} >= {words}"
    shift = f"(datum.length % 2 ? 0 : {room.slot_width} / 2)"
    return (
        alt.Chart(runs)
        .mark_text(
            color=tokens.muted,
            fontSize=SMALL_FONT_SIZE,
            tooltip=None,
            angle=alt.expr(f"{is_wide} ? 0 : 270"),
            align=alt.expr(f"{is_wide} ? 'center' : 'left'"),
            baseline=alt.expr(f"{is_wide} ? 'bottom' : 'middle'"),
            dx=alt.expr(f"{is_wide} ? {shift} : 6"),
            dy=alt.expr(f"{is_wide} ? -3 : {shift}"),
            opacity=alt.expr(f"{is_wide} || {room.strips} == 1 ? 1 : 0"),
        )
        .encode(
            x=room.build_slots(tokens),
            y=room.build_heights("foot_line"),
            text="value_text:N",
        )
    )
