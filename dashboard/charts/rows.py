"""Rows of a chart: names on the left, numbers in a column on the right."""

from typing import Literal

import altair as alt
import polars as pl

from dashboard.charts.axes import LABEL_LETTERS, build_word_axis
from dashboard.charts.layers import Layer
from dashboard.theme import Tokens

PADDING = 0.2


def number_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `row`, from 0 on top, in the frame's order."""
    return frame.with_row_index("row").with_columns(pl.col("row").cast(pl.Int32))


def build_rows(count: int, axis: alt.Axis | None = None) -> alt.Y:
    """The vertical place of `row`, `count` of them, bare unless given an axis."""
    scale = alt.Scale(domain=list(range(count)), padding=PADDING)
    return alt.Y("row:O", sort=None, axis=axis, scale=scale)


def write_beside(
    rows: pl.DataFrame,
    words: str,
    tokens: Tokens,
    side: Literal["left", "right"],
    letters: int = LABEL_LETTERS,
) -> Layer:
    """A layer without marks that writes a column of words beside the rows.

    The chart needs `resolve_axis(y="independent")`.
    """
    axis = build_word_axis(rows[words].to_list(), tokens, orient=side, letters=letters)
    y = build_rows(rows.height, axis)
    return alt.Chart(rows).mark_point(opacity=0, tooltip=None).encode(y=y)
