"""Headline cards: one figure with its unit, rule, trend and origin."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.menu import show_page_link
from dashboard.reporting import show_figure_report
from dashboard.states import provenance_mark, state_markdown
from dashboard.trace.figures import FigureId
from dashboard.trace.opening import offer_trace, renew_key
from dashboard.trends import TrendPoint, show_trend
from dashboard.wording import escape, markdown

CARD_WIDTH = 196
TREND_POINTS = 5


@dataclass(frozen=True)
class Card:
    """One figure; every word is plain text.

    Attributes:
        key: unique on the page.
        value: the formatted figure; `state` speaks where there is none.
        rule: how it is counted and for whom, in small type.
        comparison: what it is to be seen against, one line a sentence.
        trend: known points, oldest first; drawn from five points on.
        trend_note: which periods they are, and whether they are illustrative.
        origin: lines of "Where from?": heading and sentence; the report of an error
            stands under them.
        indicator: the metric whose page "Where from?" leads to.
        figure: what the card shows, to be traced to its rows.
        beside: the figures of `comparison`, each with its words, to be traced as well.
    """

    key: str
    label: str
    value: str
    unit: str = ""
    rule: str = ""
    comparison: Sequence[str] = ()
    trend: Sequence[TrendPoint] = ()
    trend_note: str = ""
    provenance: str = "reported"
    state: str = "value"
    origin: Sequence[tuple[str, str]] = ()
    indicator: str = ""
    figure: FigureId | None = None
    beside: Sequence[tuple[str, FigureId]] = ()


def show_cards(cards: Sequence[Card]) -> None:
    """Show cards side by side, as many in a row as fit."""
    if not cards:
        return
    with st.grid(len(cards), min_column_width=CARD_WIDTH):
        for card in cards:
            show_card(card)


def show_card(card: Card) -> None:
    """Show one card."""
    with st.container(border=True, height="stretch", gap="xsmall", key=card.key):
        _show_figure(card)
        for line in card.comparison:
            st.markdown(escape(line))
        small = (card.trend_note, card.rule, provenance_mark(card.provenance))
        st.caption(" · ".join(escape(part) for part in small if part))
        if card.origin:
            _show_origin(card)


def _show_figure(card: Card) -> None:
    is_known = card.state in ("value", "zero")
    st.metric(
        escape(card.label),
        f"{card.value} {card.unit}".strip() if is_known else "–",
    )
    if not is_known:
        st.markdown(state_markdown(card.state))
    if len(card.trend) >= TREND_POINTS:
        show_trend(card.trend, key=f"trend_{card.key}")


def _show_origin(card: Card) -> None:
    key = renew_key(f"origin_{card.key}")
    with st.popover(markdown("card.origin"), type="tertiary", key=key):
        for heading, sentence in card.origin:
            st.markdown(f"**{escape(heading)}**  \n{escape(sentence)}")
        if card.indicator:
            link = markdown("card.indicator")
            show_page_link("indicators", link, indicator=card.indicator)
        if card.figure:
            offer_trace(card.figure, key=card.key)
        for place, (words, figure) in enumerate(card.beside):
            offer_trace(figure, key=f"{card.key}_{place}", words=escape(words))
        show_figure_report(card.key)
