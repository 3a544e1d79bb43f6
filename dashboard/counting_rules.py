"""The ways to count people side by side, each with its rule and threshold."""

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard.cards import Card, show_cards
from dashboard.data import ask
from dashboard.figures import Note, describe_filters, offer_download
from dashboard.filters import choose_one
from dashboard.fragments import fragment
from dashboard.headline import describe_coverage
from dashboard.states import weakest_provenance
from dashboard.trace.figures import FigureId
from dashboard.trace.picking import FIGURE
from dashboard.wording import (
    format_number,
    format_period,
    markdown,
    pick,
    text,
    word,
)
from warehouse.answers.metrics import fetch_indicators
from warehouse.answers.participants import fetch_counts, fetch_periods

METRICS = (
    "attendances",
    "people_reached",
    "people_3_contact_hours",
    "people_15_contact_hours",
    "completers",
    "person_hours",
)
GRAIN = "fiscal_year"
PERIOD_WIDTH = 420
RULES = "rules"


@fragment(key=RULES)
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
            "fiscal_year",
            options,
            label=markdown("filter.fiscal_year"),
            reruns=[RULES],
        )
    _show_counts(scope, date.fromisoformat(chosen))


def _show_counts(scope: str, period: date) -> None:
    counts = ask(fetch_counts, METRICS, scope, GRAIN, period)
    if counts["is_partial"].any():
        st.caption(markdown("rules.partial", period=format_period(GRAIN, period)))
    show_cards([_build_card(row) for row in counts.to_dicts()])
    st.caption(markdown("rules.event_threshold"))
    note = Note(
        weakest_provenance(counts["provenance"]),
        definition=f"{text('rules.lead')} {text('rules.event_threshold')}",
        filters=describe_filters({"fiscal_year": format_period(GRAIN, period)}),
    )
    table = _build_table(counts, scope, period)
    offer_download(table, name="counting_rules", note=note)


def _build_table(counts: pl.DataFrame, scope: str, period: date) -> pl.DataFrame:
    """The file's rows, each with its figure and the definition and rule of it."""
    defined = {row["metric"]: row for row in ask(fetch_indicators).to_dicts()}
    rows = [
        {
            FIGURE: FigureId(row["metric"], scope, GRAIN, period).write(),
            **_build_row(row, defined[row["metric"]]),
        }
        for row in counts.to_dicts()
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _build_row(row: dict[str, Any], indicator: dict[str, Any]) -> dict[str, Any]:
    kept = ("metric", "value", "n", "state", "is_partial")
    return {
        **{name: row[name] for name in kept},
        "name": pick(indicator, "name"),
        "unit": pick(indicator, "unit"),
        "metric_definition": pick(indicator, "definition"),
        "counting_rule": pick(indicator, "counting_rule"),
        "provenance": word("provenance", row["provenance"]),
    }


def _build_card(row: dict[str, Any]) -> Card:
    return Card(
        key=f"rule_{row['metric']}",
        label=pick(row, "name"),
        value=format_number(row["value"]),
        rule=pick(row, "counting_rule"),
        comparison=describe_coverage(row),
        provenance=row["provenance"],
        state=row["state"],
    )
