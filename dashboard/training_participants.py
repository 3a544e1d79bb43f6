"""Who came to one event, where the page may say so."""

import polars as pl
import streamlit as st

from dashboard.data import ask, find_audience
from dashboard.figures import Note
from dashboard.scopes import name_scope
from dashboard.splits import show_split
from dashboard.states import SUPPRESSED, weakest_provenance
from dashboard.training_words import Event
from dashboard.wording import format_number, markdown, text
from warehouse.answers.trainings import fetch_training_participants

DIMENSIONS = ("participant_category", "sex", "age_band", "organisation_type")


def show_participants(event: Event, scope: str) -> None:
    """Show attendances by category, sex, age and organisation.

    Generated head counts never describe a real training: its cells leave them out.
    """
    st.header(markdown("training.participants"), anchor=False)
    cells = ask(fetch_training_participants, scope, event["event_id"])
    if cells.is_empty():
        st.markdown(markdown(f"training.participants_{_find_state(event)}"))
        return
    with st.grid(min_column_width=420):
        for dimension in DIMENSIONS:
            _show_dimension(cells, event, dimension)


def _find_state(event: Event) -> str:
    """Why there is no split; the public edition has none of a single event."""
    state = str(event["attendance_state"])
    is_hidden = state == "value" and find_audience() == "public"
    return SUPPRESSED if is_hidden else state


def _show_dimension(cells: pl.DataFrame, event: Event, dimension: str) -> None:
    rows = cells.filter(pl.col("dimension") == dimension)
    if rows.is_empty():
        return
    members = rows.with_columns(value=pl.col("attendance_count"), state=pl.lit("value"))
    show_split(
        members.to_dicts(),
        dimension,
        measure=text("training.attendances"),
        subtitle=text(
            "training.participants_subtitle",
            scope=name_scope(event["scope"]),
            count=format_number(event["attendance_count"]),
        ),
        note=Note(weakest_provenance(rows["provenance"])),
    )
