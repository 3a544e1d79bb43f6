"""The list of indicators: the answer by result, the tracking table, what is outside."""

import streamlit as st

from dashboard.cards import show_cards
from dashboard.data import ask
from dashboard.headline import build_cards
from dashboard.indicator_words import name_indicator
from dashboard.indicators.answer import show_answer
from dashboard.indicators.choices import show_period_choice, show_table_choices
from dashboard.indicators.finding import has_figures
from dashboard.indicators.framework import list_places, list_results, list_totals
from dashboard.indicators.opening import offer_indicator
from dashboard.indicators.tracking_table import show_tracking_table
from dashboard.page import open_page, show_heading
from dashboard.statements import find_statements, show_statements
from dashboard.wording import escape, markdown
from warehouse.answers.metrics import fetch_indicators

LINK_WIDTH = 260
CARD_WIDTH = 360


def show_indicators(scope: str) -> None:
    """Show which results are on track and why one is not, then every indicator."""
    open_page("indicators.title", "indicators.lead", "indicators")
    if not list_totals(scope).is_empty():
        _show_arrangement(scope)
        show_period_choice(scope)
        show_answer(scope)
        show_heading("tracking.title", "tracking.note")
        show_table_choices(scope)
        show_tracking_table(scope)
    _show_outside(scope)


def _show_arrangement(scope: str) -> None:
    """Say whose arrangement the framework is, and what is published of targets."""
    if any(row["is_arrangement"] for row in list_results(scope)):
        st.caption(markdown("indicators.arrangement"))
    show_statements(find_statements(scope, ("target",)), key="target_statements")


def _show_outside(scope: str) -> None:
    """Context figures and the figures beside the main ones of a code."""
    cards = build_cards("indicators", scope)
    inside = {place.metric for place in list_places(scope)}
    rows = [
        row
        for row in ask(fetch_indicators).to_dicts()
        if row["metric"] not in inside and has_figures(row["metric"], scope)
    ]
    if not cards and not rows:
        return
    show_heading("outside.title", "outside.note")
    with st.container(width="stretch" if len(cards) > 1 else CARD_WIDTH):
        show_cards(cards)
    if rows:
        st.markdown(markdown("outside.sheets"))
        with st.grid(min_column_width=LINK_WIDTH):
            for row in rows:
                offer_indicator(row["metric"], escape(name_indicator(row)))
