"""Where strips, slots and values stand in a chart of strips."""

import altair as alt
import polars as pl

from dashboard.charts.axes import build_word_axis
from dashboard.charts.categories import find_ends
from dashboard.charts.spans import build_lines
from dashboard.theme import Tokens

ONE_STRIP = 250
SEVERAL = 330
STRIP = 76
HEAD = 18
FOOT = 6


class StripRoom:
    """Where strips, slots and values are: strips have height 1, the first is on top."""

    def __init__(self, tops: pl.DataFrame) -> None:
        self.slots = tops.unique("slot").sort("slot")["slot_name"].to_list()
        self.strips = tops["strip"].n_unique()
        is_known = tops["value"].is_not_null().any()
        shared = min(ONE_STRIP, SEVERAL // max(self.strips, 1))
        self.step = max(STRIP, shared) if is_known else STRIP
        self.height = max(self.strips, 1) * self.step
        self.low, self.high = find_ends(tops)

    @property
    def scale(self) -> float:
        """Strips per unit of the value, with room for a number, and a name above."""
        taken = HEAD if self.strips == 1 else 2 * HEAD + FOOT
        return (1 - taken / self.step) / (self.high - self.low)

    @property
    def floor(self) -> float:
        """Where the lowest value of a strip stands."""
        return 1.0 if self.strips == 1 else 1 - FOOT / self.step

    def place(self, value: pl.Expr) -> pl.Expr:
        """The height of a value in its strip, counted from the chart's top."""
        return pl.col("strip") + self.floor - (value - self.low) * self.scale

    def place_tops(self, tops: pl.DataFrame) -> pl.DataFrame:
        """Adds line, ground_line and whether the number is always written."""
        known = pl.col("value").is_not_null()
        last = pl.col("slot").filter(known).max().over("strip")
        highest = (
            pl.col("slot")
            .filter(known & (pl.col("value") == pl.col("value").max()))
            .first()
            .over("strip")
        )
        return tops.with_columns(
            pl.col("strip", "slot").cast(pl.Int32),
            line=self.place(pl.col("value")),
            ground_line=self.place(pl.lit(0.0)),
            is_marked=(pl.col("slot") == highest)
            | ((pl.col("slot") == last) & ((last - highest).abs() > 2)),
        )

    @property
    def slot_width(self) -> str:
        """The width of a slot in pixels, as an expression."""
        return f"(width / {max(len(self.slots), 1)})"

    def build_slots(self, tokens: Tokens) -> alt.X:
        """The horizontal place of `slot`, written under the last strip."""
        axis = build_word_axis(self.slots, tokens, orient="bottom", letters=12)
        axis.labelOverlap = "greedy"
        scale = alt.Scale(domain=list(range(len(self.slots))), paddingInner=0.25)
        return alt.X("slot:O", sort=None, axis=axis, scale=scale)

    def build_heights(self, column: str) -> alt.Y:
        """The vertical place of a column that `place` made."""
        return build_lines(column, max(self.strips, 1))
