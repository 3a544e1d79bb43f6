"""Strips: periods across, one strip a member, all on one scale, gaps in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.axes import FONT_SIZE, SMALL_FONT_SIZE
from dashboard.charts.breaks import draw_breaks
from dashboard.charts.gaps import LETTER_WIDTH, draw_gaps
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.parts import Part, build_part_colours, place_parts
from dashboard.charts.spans import write_over
from dashboard.charts.strip_room import HEAD, StripRoom
from dashboard.charts.tooltips import MarkLabels, build_tooltip
from dashboard.theme import Tokens

PART_LETTER_WIDTH = 6.5
SEGMENT_HEIGHT = 15
ROOMY = 12


@dataclass(frozen=True)
class StripLabels:
    """Words of the tooltip, and the parts of a column, lowest first, where it has any.

    `is_level` draws points on a line instead of columns: a share, a mean or a stock.
    `breaks` are the slots from which another definition holds, `break_word` its name.
    """

    mark: MarkLabels
    parts: Sequence[Part] = field(default=())
    is_level: bool = False
    breaks: Sequence[int] = field(default=())
    break_word: str = ""


def draw_strips(
    tops: pl.DataFrame, segments: pl.DataFrame, labels: StripLabels, tokens: Tokens
) -> alt.LayerChart:
    """One strip for each `strip`, with a place for every `slot`.

    Columns of `tops`, one row per strip and slot: strip and slot (from 0, first on top
    and on the left), strip_name, slot_name (on the axis), name (in the tooltip), value
    (null: a gap), value_text (the number, or the state in words), provenance.
    `segments` has a row per part of a column: strip, slot, part, name, value,
    value_text, provenance; it is not read where there are no parts.
    """
    room = StripRoom(tops)
    marks = room.place_tops(tops)
    layers = [
        *draw_gaps(marks, room, labels.mark, tokens),
        _draw_ground(marks, room, tokens),
        *_draw_values(marks, segments, room, labels, tokens),
        *_write_numbers(marks, room, labels, tokens),
        *_name_strips(marks, room, tokens),
        *draw_breaks(labels.breaks, labels.break_word, room, tokens),
    ]
    return stack_layers(layers, room.height)


def _draw_values(
    marks: pl.DataFrame,
    segments: pl.DataFrame,
    room: StripRoom,
    labels: StripLabels,
    tokens: Tokens,
) -> list[Layer]:
    known = marks.filter(pl.col("value").is_not_null())
    if labels.is_level:
        return _draw_points(marks, known, room, labels, tokens)
    if labels.parts:
        return _draw_parts(segments, room, labels, tokens)
    return [
        _start_bars(known, room, labels, tokens)
        .mark_bar(color=tokens.accent, cornerRadiusEnd=2)
        .encode(y=room.build_heights("line"), y2="ground_line:Q")
    ]


def _start_bars(
    rows: pl.DataFrame, room: StripRoom, labels: StripLabels, tokens: Tokens
) -> Layer:
    hover = alt.selection_point(
        on="pointerover", clear="pointerout", fields=["strip", "slot"]
    )
    return (
        alt.Chart(rows)
        .encode(
            x=room.build_slots(tokens),
            opacity=alt.condition(hover, alt.value(1), alt.value(0.55)),
            tooltip=build_tooltip(labels.mark, "name"),
        )
        .add_params(hover)
    )


def _draw_points(
    marks: pl.DataFrame,
    known: pl.DataFrame,
    room: StripRoom,
    labels: StripLabels,
    tokens: Tokens,
) -> list[Layer]:
    line = (
        alt.Chart(marks)
        .mark_line(color=tokens.accent, strokeWidth=1.5, tooltip=None)
        .encode(
            x=room.build_slots(tokens),
            y=room.build_heights("line"),
            detail="strip:N",
        )
    )
    points = (
        _start_bars(known, room, labels, tokens)
        .mark_circle(color=tokens.accent, size=60)
        .encode(y=room.build_heights("line"))
    )
    return [line, points]


def _draw_parts(
    segments: pl.DataFrame, room: StripRoom, labels: StripLabels, tokens: Tokens
) -> list[Layer]:
    rows = place_parts(segments, labels.parts, ["strip", "slot"], tokens).with_columns(
        pl.col("strip", "slot").cast(pl.Int32),
        line=room.place(pl.col("end")),
        start_line=room.place(pl.col("start")),
    )
    bars = (
        _start_bars(rows.filter(pl.col("value") > 0), room, labels, tokens)
        .mark_bar(stroke=tokens.card, strokeWidth=1)
        .encode(
            y=room.build_heights("line"),
            y2="start_line:Q",
            color=build_part_colours(labels.parts, tokens),
        )
    )
    return [bars, _write_parts(rows, room, tokens)]


def _write_parts(rows: pl.DataFrame, room: StripRoom, tokens: Tokens) -> Layer:
    """Numbers in the segments that have room for them."""
    height = (pl.col("start_line") - pl.col("line")) * room.step
    tall = rows.filter(height >= SEGMENT_HEIGHT).with_columns(
        middle=(pl.col("line") + pl.col("start_line")) / 2
    )
    needed = f"length(datum.value_text) * {PART_LETTER_WIDTH} + 6"
    return (
        alt.Chart(tall)
        .mark_text(
            fontSize=SMALL_FONT_SIZE,
            tooltip=None,
            opacity=alt.expr(f"{room.slot_width} * 0.75 >= {needed} ? 1 : 0"),
        )
        .encode(
            x=room.build_slots(tokens),
            y=room.build_heights("middle"),
            text="value_text:N",
            color=alt.Color("ink:N", scale=None, legend=None),
        )
    )


def _draw_ground(marks: pl.DataFrame, room: StripRoom, tokens: Tokens) -> Layer:
    """A baseline under what is known: a zero stands on it, a gap has none."""
    known = marks.filter(pl.col("value").is_not_null()).with_columns(
        ground_end=pl.col("ground_line") + 1 / room.step
    )
    return (
        alt.Chart(known)
        .mark_bar(color=tokens.muted, tooltip=None)
        .encode(
            x=room.build_slots(tokens),
            y=room.build_heights("ground_line"),
            y2="ground_end:Q",
        )
    )


def _write_numbers(
    marks: pl.DataFrame, room: StripRoom, labels: StripLabels, tokens: Tokens
) -> list[Layer]:
    """Every number where all have room; else the highest and the latest."""
    known = marks.filter(pl.col("value").is_not_null())
    longest = known["value_text"].str.len_chars().max()
    needed = int(str(longest or 1)) * LETTER_WIDTH + 4
    has_room = f"{room.slot_width} >= {needed}"
    middle = f"(datum.slot + 0.5) * {room.slot_width}"
    half = needed / 2
    side = (
        f"{middle} < {half} ? 'left' : width - {middle} < {half} ? 'right' : 'center'"
    )
    base = alt.Chart(known).encode(
        x=room.build_slots(tokens), y=room.build_heights("line"), text="value_text:N"
    )
    # A layer more is drawn only where a line or a neighbour may run behind a number.
    is_crowded = labels.is_level or len(room.slots) > ROOMY
    style: dict[str, Any] = {
        "align": alt.expr(f"{has_room} ? 'center' : {side}"),
        "baseline": "bottom",
        "dy": -7 if labels.is_level else -4,
        "color": tokens.text,
        "fontSize": FONT_SIZE if room.strips == 1 else SMALL_FONT_SIZE,
        "opacity": alt.expr(f"{has_room} || datum.is_marked ? 1 : 0"),
        "tooltip": None,
    }
    return (
        write_over(base, tokens, **style) if is_crowded else [base.mark_text(**style)]
    )


def _name_strips(marks: pl.DataFrame, room: StripRoom, tokens: Tokens) -> list[Layer]:
    if room.strips <= 1:
        return []
    names = marks.unique("strip").with_columns(
        name_line=pl.col("strip") + HEAD / 2 / room.step
    )
    return [
        alt.Chart(names)
        .mark_text(align="left", color=tokens.text, fontSize=FONT_SIZE, tooltip=None)
        .encode(x=alt.value(0), y=room.build_heights("name_line"), text="strip_name:N")
    ]
