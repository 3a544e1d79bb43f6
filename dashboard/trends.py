"""The small columns of a card: a figure over its periods, with gaps where it has none.

Streamlit's own sparkline has no text for a screen reader and cannot name its periods.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import polars as pl
import streamlit as st

from dashboard.figures import build_spec, dress
from dashboard.theme import Tokens, current_tokens
from dashboard.wording import text

HEIGHT = 48


@dataclass(frozen=True)
class TrendPoint:
    """One period: its name, its value (None: a gap), and value or state in words."""

    label: str
    value: float | None
    value_text: str


def show_trend(points: Sequence[TrendPoint], *, key: str) -> None:
    """Draw the points, oldest first, from zero, without axes."""
    labels = (text("trend.period"), text("trend.value"))
    spec = build_spec(draw_trend, tuple(points), labels, current_tokens())
    named = ", ".join(f"{point.label}: {point.value_text}" for point in points)
    st.vega_lite_chart(dress(spec), theme=None, alt=named, key=key, height=HEIGHT)


def draw_trend(
    points: Sequence[TrendPoint], labels: tuple[str, str], tokens: Tokens
) -> alt.Chart:
    """Columns in the order of the points; `labels` name period and value."""
    schema = {"label": pl.String, "value": pl.Float64, "value_text": pl.String}
    frame = pl.DataFrame(points, schema).with_row_index("row")
    places = alt.Scale(paddingInner=0.35, domain=list(range(len(points))))
    period, value = labels
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_bar(color=tokens.accent, cornerRadiusEnd=2)
        .encode(
            x=alt.X("row:O", axis=None, scale=places),
            y=alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True)),
            tooltip=[
                alt.Tooltip("label:N", title=period),
                alt.Tooltip("value_text:N", title=value),
            ],
        )
        .properties(width="container", height=HEIGHT, view=alt.ViewConfig(stroke=None))
        .properties(padding=0, background="transparent")
    )
    return chart
