"""Ratings from 1 to 5 as bars that diverge from the middle of the neutral answer."""

from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.axes import FONT_SIZE, SMALL_FONT_SIZE, choose_row_step
from dashboard.charts.layers import Layer, stack_layers
from dashboard.charts.palette import choose_ink, mix_colours
from dashboard.charts.rows import build_rows, write_beside
from dashboard.theme import Tokens

SCORES = (1, 2, 3, 4, 5)
NEUTRAL = 3
BAR_HEIGHT = 20
NUMBER_WIDTH = 34


@dataclass(frozen=True)
class RatingLabels:
    """Names of the scores 1 to 5, the ends written, and of the tooltip's lines."""

    scores: tuple[str, str, str, str, str]
    question: str
    score: str
    answers: str
    provenance: str


def draw_ratings(
    frame: pl.DataFrame, labels: RatingLabels, tokens: Tokens
) -> alt.LayerChart:
    """One bar a question, disagreement to the left, agreement to the right.

    Columns, one row per question and score: row (0 on top), label, score (1–5),
    answers, answers_text, share_text, summary (mean and n, on the right), provenance.
    """
    segments = place_segments(frame, labels)
    questions = segments.unique("row").sort("row")
    base = alt.Chart(segments).encode(y=build_rows(questions.height))
    layers = [
        write_beside(questions, "label", tokens, "left"),
        _draw_middle(tokens),
        *_name_ends(labels, tokens),
        _draw_segments(base, segments, labels, tokens),
        *_draw_numbers(base, segments, tokens),
        write_beside(questions, "summary", tokens, "right"),
    ]
    step = choose_row_step(questions["label"].to_list()) + 8
    return stack_layers(layers, questions.height * step, is_beside=True)


def place_segments(frame: pl.DataFrame, labels: RatingLabels) -> pl.DataFrame:
    """Adds share, start and end (shares of the question's answers, 0 = neutral)."""
    names = dict(zip(SCORES, labels.scores, strict=True))
    share = pl.col("answers") / pl.col("answers").sum().over("row")
    before = pl.col("share").cum_sum().over("row") - pl.col("share")
    left = pl.when(pl.col("score") < NEUTRAL).then(pl.col("share")).otherwise(0)
    middle = pl.when(pl.col("score") == NEUTRAL).then(pl.col("share")).otherwise(0)
    return (
        frame.with_columns(pl.col("row").cast(pl.Int32))
        .sort("row", "score")
        .with_columns(share=share.fill_nan(0))
        .with_columns(
            start=before - left.sum().over("row") - middle.sum().over("row") / 2,
            score_name=pl.col("score").replace_strict(names, return_dtype=pl.String),
        )
        .with_columns(end=pl.col("start") + pl.col("share"))
    )


def choose_score_colours(tokens: Tokens) -> list[str]:
    """From strong warm over grey to strong accent, legible on light and dark."""
    cold, warm = tokens.categories[0], tokens.categories[1]
    return [
        warm,
        mix_colours(warm, tokens.card, 0.45),
        mix_colours(tokens.muted, tokens.card, 0.3),
        mix_colours(cold, tokens.card, 0.45),
        cold,
    ]


def _draw_segments(
    base: Layer, segments: pl.DataFrame, labels: RatingLabels, tokens: Tokens
) -> Layer:
    colours = alt.Scale(domain=labels.scores, range=choose_score_colours(tokens))
    return base.mark_bar(height=BAR_HEIGHT, stroke=tokens.card, strokeWidth=1).encode(
        x=alt.X("start:Q", axis=None, scale=alt.Scale(domain=_find_ends(segments))),
        x2="end:Q",
        color=alt.Color("score_name:N", scale=colours, legend=None, sort=None),
        tooltip=[
            alt.Tooltip("label:N", title=labels.question),
            alt.Tooltip("score_name:N", title=labels.score),
            alt.Tooltip("answers_text:N", title=labels.answers),
            alt.Tooltip("provenance:N", title=labels.provenance),
        ],
    )


def _name_ends(labels: RatingLabels, tokens: Tokens) -> list[Layer]:
    """The worst and the best score named above their ends; a legend would not fit."""
    ends: list[tuple[str, Any, Any]] = [
        (f"← {labels.scores[0]}", 0, "left"),
        (f"{labels.scores[-1]} →", "width", "right"),
    ]
    return [
        alt.Chart(alt.InlineData(values=[{}]))
        .mark_text(
            text=words,
            align=side,
            baseline="bottom",
            color=tokens.muted,
            fontSize=SMALL_FONT_SIZE,
        )
        .encode(x=alt.value(place), y=alt.value(-2))
        for words, place, side in ends
    ]


def _draw_middle(tokens: Tokens) -> Layer:
    neutral = alt.Chart(alt.InlineData(values=[{"start": 0}]))
    return neutral.mark_rule(color=tokens.text, strokeDash=[2, 2]).encode(
        x=alt.X("start:Q", axis=None)
    )


def _find_ends(segments: pl.DataFrame) -> list[float]:
    ends = segments.select(pl.col("start").min(), pl.col("end").max()).row(0)
    return [float(end or 0) for end in ends]


def _draw_numbers(base: Layer, segments: pl.DataFrame, tokens: Tokens) -> list[Layer]:
    inks = (tokens.text, tokens.card)
    start, end = _find_ends(segments)
    room = f"datum.share * width / {max(end - start, 0.01)}"
    return [
        base.transform_filter(f"datum.score == {score}")
        .transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(
            color=choose_ink(colour, inks),
            fontSize=FONT_SIZE,
            opacity=alt.expr(f"{room} >= {NUMBER_WIDTH} ? 1 : 0"),
        )
        .encode(x="middle:Q", text="share_text:N")
        for score, colour in zip(SCORES, choose_score_colours(tokens), strict=True)
    ]
