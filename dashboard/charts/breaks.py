"""Breaks of a series: where a changed definition starts to hold."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from dashboard.charts.axes import SMALL_FONT_SIZE
from dashboard.charts.layers import Layer
from dashboard.charts.strip_room import StripRoom
from dashboard.theme import Tokens


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
