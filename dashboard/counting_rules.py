"""The ways to count people side by side, each with its rule and threshold."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.cards import Card, show_cards
from dashboard.data import ask
from dashboard.figures import Note, offer_download
from dashboard.filters import choose_one
from dashboard.states import weakest_provenance
from dashboard.wording import format_number, format_period, markdown, pick
from warehouse.answers.participants import fetch_counts, fetch_periods

METRICS = (
    "attendances",
    "people_reached",
    "people_3_contact_hours",
    "people_15_contact_hours",
    "person_hours",
)
GRAIN = "fiscal_year"
PERIOD_WIDTH = 320


@st.fragment
def show_counting_rules(scope: str) -> None:
    """Show one fiscal year by every rule; people are counted once at that grain."""
    periods = ask(fetch_periods, METRICS, scope, GRAIN)["period"].to_list()
    if not periods:
        return
    st.header(markdown("rules.title"), anchor=False)
    st.markdown(markdown("rules.lead"))
    options = {period.isoformat(): format_period(GRAIN, period) for period in periods}
    with st.container(width=PERIOD_WIDTH):
        chosen = choose_one(
            "fiscal_year", options, label=markdown("filter.fiscal_year")
        )
    _show_counts(scope, date.fromisoformat(chosen))


def _show_counts(scope: str, period: date) -> None:
    counts = ask(fetch_counts, METRICS, scope, GRAIN, period)
    if counts["is_partial"].any():
        st.caption(markdown("rules.partial", period=format_period(GRAIN, period)))
    show_cards([_build_card(row) for row in counts.to_dicts()])
    st.caption(markdown("rules.event_threshold"))
    note = Note(weakest_provenance(counts["provenance"]))
    offer_download(counts, name="counting_rules", note=note)


def _build_card(row: dict[str, Any]) -> Card:
    return Card(
        key=f"rule_{row['metric']}",
        label=pick(row, "name"),
        value=format_number(row["value"]),
        rule=pick(row, "counting_rule"),
        provenance=row["provenance"],
        state=row["state"],
    )
