"""Parts of a whole, laid end to end: their colours, their places, their legend."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import polars as pl

from dashboard.charts.axes import FONT_SIZE
from dashboard.charts.palette import choose_ink, mix_colours
from dashboard.theme import Tokens

LEGEND_COLUMNS = "width < 420 ? 1 : width < 760 ? 2 : 4"


@dataclass(frozen=True)
class Part:
    """One part of every whole; what nobody reported is drawn grey."""

    name: str
    is_not_reported: bool = False


def choose_part_colours(parts: Sequence[Part], tokens: Tokens) -> list[str]:
    """A colour a part; at most six parts are known ones."""
    colours = iter(tokens.categories)
    unknown = mix_colours(tokens.muted, tokens.card, 0.3)
    return [unknown if part.is_not_reported else next(colours) for part in parts]


def place_parts(
    segments: pl.DataFrame, parts: Sequence[Part], whole: Sequence[str], tokens: Tokens
) -> pl.DataFrame:
    """Adds start, end (in units of the value) and the ink that is legible on a part.

    `whole` names the columns that say to which whole a segment belongs. A part's value
    is never below zero.
    """
    colours = choose_part_colours(parts, tokens)
    inks = [choose_ink(colour, (tokens.text, tokens.card)) for colour in colours]
    places = pl.DataFrame(
        {
            "part": [part.name for part in parts],
            "place": range(len(parts)),
            "ink": inks,
        },
        schema={"part": pl.String, "place": pl.Int32, "ink": pl.String},
    )
    return (
        segments.join(places, on="part")
        .sort(*whole, "place")
        .with_columns(end=pl.col("value").fill_null(0).cum_sum().over(whole))
        .with_columns(start=pl.col("end") - pl.col("value").fill_null(0))
    )


def build_part_colours(parts: Sequence[Part], tokens: Tokens) -> alt.Color:
    """The colours of parts, with a legend in as many columns as the width allows."""
    legend = alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        columns=alt.ExprRef(LEGEND_COLUMNS),
        labelColor=tokens.text,
        labelFontSize=FONT_SIZE,
        labelLimit=0,
        symbolType="square",
        symbolStrokeWidth=0,
    )
    scale = alt.Scale(
        domain=[part.name for part in parts], range=choose_part_colours(parts, tokens)
    )
    return alt.Color("part:N", scale=scale, sort=None, legend=legend)
