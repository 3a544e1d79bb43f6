"""Axes that carry ready words: rows of names, columns of numbers, lines of time."""

import json
from collections.abc import Sequence
from textwrap import wrap

import altair as alt

from dashboard.theme import Tokens

FONT_SIZE = 12
SMALL_FONT_SIZE = 11
LINE_HEIGHT = 14
LABEL_LETTERS = 26
ROW_STEP = 24


def wrap_label(text: str, letters: int = LABEL_LETTERS) -> list[str]:
    """The text in lines of at most `letters`, never empty."""
    return wrap(text, letters) or [""]


def choose_row_step(labels: Sequence[str], letters: int = LABEL_LETTERS) -> int:
    """Pixels from row to row, so that the longest label keeps all its lines."""
    lines = max((len(wrap_label(label, letters)) for label in labels), default=1)
    return max(ROW_STEP, lines * LINE_HEIGHT + 8)


def build_word_axis(
    words: Sequence[str],
    tokens: Tokens,
    *,
    orient: str,
    letters: int = LABEL_LETTERS,
    colour: str | None = None,
) -> alt.Axis:
    """An axis that writes `words[i]` at the ordinal or whole number `i`."""
    return alt.Axis(
        title=None,
        orient=orient,  # type: ignore[arg-type]
        labelExpr=_look_up([wrap_label(word, letters) for word in words]),
        labelColor=colour or tokens.text,
        labelFontSize=FONT_SIZE,
        labelLineHeight=LINE_HEIGHT,
        labelLimit=0,
        labelOverlap=False,
        labelPadding=6,
        labelAngle=0,
        domain=False,
        ticks=False,
        grid=False,
    )


def build_time_axis(
    positions: Sequence[float], words: Sequence[str], tokens: Tokens
) -> alt.Axis:
    """An axis with a faint line and ready words at each position (decimal years)."""
    index = f"indexof({json.dumps(list(positions))}, datum.value)"
    return alt.Axis(
        title=None,
        orient="top",
        values=list(positions),
        labelExpr=f"{json.dumps(list(words))}[{index}]",
        labelColor=tokens.muted,
        labelFontSize=SMALL_FONT_SIZE,
        labelOverlap="greedy",
        labelAlign="left",
        labelBound=False,
        labelFlush=False,
        labelLimit=0,
        domain=False,
        ticks=False,
        gridColor=tokens.hairline,
    )


def _look_up(lines: list[list[str]]) -> str:
    # JSON strings are literals of Vega's expressions too: words stay words.
    return f"{json.dumps(lines, ensure_ascii=True)}[datum.value]"
