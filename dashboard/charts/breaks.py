"""Breaks of a series: where a changed definition starts to hold."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from dashboard.charts.axes import SMALL_FONT_SIZE
from dashboard.charts.layers import Layer
from dashboard.charts.strip_room import StripRoom
from dashboard.theme import Tokens

LETTER_WIDTH = 6


def draw_breaks(
    breaks: Sequence[int], word: str, room: StripRoom, tokens: Tokens
) -> list[Layer]:
    """A dashed line before each of the slots, named above the plot."""
    if not breaks:
        return []
    frame = pl.DataFrame({"slot": breaks}, schema={"slot": pl.Int32})
    base = alt.Chart(frame).encode(x=room.build_slots(tokens))
    edge = alt.expr(f"-{room.slot_width} / 2")
    line = base.mark_rule(
        color=tokens.muted, strokeDash=[4, 3], xOffset=edge, tooltip=None
    ).encode(y=alt.value(0), y2=alt.value(room.height))
    name = base.mark_text(
        text=f"{word} →",
        align=alt.expr(f"datum.slot > {len(room.slots)} / 2 ? 'right' : 'left'"),
        baseline="bottom",
        xOffset=edge,
        color=tokens.muted,
        fontSize=SMALL_FONT_SIZE,
        tooltip=None,
    ).encode(y=alt.value(-3))
    return [line, name]


def draw_changes(
    column: str, breaks: Sequence[int], count: int, word: str, tokens: Tokens
) -> list[Layer]:
    """A dashed line before each of the places, of `count` in `column`, and its name."""
    if not breaks:
        return []
    frame = pl.DataFrame({column: breaks}, schema={column: pl.Int32})
    # Words for which there is no room to the right stand to the left of the line.
    end = f"datum.{column} / {count} * width + {len(word) * LETTER_WIDTH}"
    at = alt.Chart(frame).encode(x=alt.X(f"{column}:O", bandPosition=0))
    line = at.mark_rule(
        color=tokens.at_risk, strokeDash=[4, 3], strokeWidth=1.5, tooltip=None
    )
    name = at.mark_text(
        text=word,
        align=alt.expr(f"{end} > width ? 'right' : 'left'"),
        baseline="bottom",
        color=tokens.at_risk,
        fontSize=SMALL_FONT_SIZE,
        tooltip=None,
    )
    return [line, name.encode(y=alt.value(-3))]
