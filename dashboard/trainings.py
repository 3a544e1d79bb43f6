"""The list of trainings and events: cards, calendar and table of what is chosen."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.cards import show_cards
from dashboard.data import ask
from dashboard.figures import Note, offer_download
from dashboard.fragments import fragment
from dashboard.headline import build_cards
from dashboard.page import open_page
from dashboard.scopes import name_scope
from dashboard.statements import find_statements, show_statements
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.tables import Column, show_table
from dashboard.training_calendar import show_calendar
from dashboard.training_filters import (
    FOUND,
    Chosen,
    read_chosen,
    show_training_filters,
)
from dashboard.training_line import show_training_line
from dashboard.training_words import (
    Event,
    count_hours,
    join_words,
    name_attendance,
    name_dates,
    name_days,
    name_place,
    name_rating,
    name_share,
    name_status,
    name_topic,
)
from dashboard.wording import escape, format_number, markdown, pick, plural, text, word
from warehouse.answers.trainings import (
    ROWS_SHOWN,
    TrainingFilter,
    count_trainings,
    fetch_trainings,
)

NOTE_WIDTH = 320
DETAILS = ("attendance", "rating")
TOPICS = ("training", "concept", "course")
BOXES = 12
"""So many trainings of a programme stand in a box each; more are a list."""


def show_trainings(scope: str) -> None:
    """Show the page of all trainings: a box each of a programme's few, else a list."""
    open_page("trainings.title", "trainings.lead", "trainings")
    show_cards(build_cards("trainings", scope))
    if _are_few(scope):
        show_training_line(Chosen(TrainingFilter(scope)))
        show_training_notes(scope)
    else:
        show_training_filters(scope)
        show_trainings_found(scope)
    if scope == "programme":
        show_statements(find_statements(scope, TOPICS), key="training_statements")


def _are_few(scope: str) -> bool:
    counts = ask(count_trainings, TrainingFilter(scope)).row(0, named=True)
    return scope == "programme" and 0 < counts["events_count"] <= BOXES


def show_training_notes(scope: str) -> None:
    """Every training in a box of its own, with what is published and what is not."""
    events = ask(fetch_trainings, TrainingFilter(scope)).to_dicts()
    with st.grid(min_column_width=NOTE_WIDTH):
        for event in events:
            with st.container(
                border=True,
                height="stretch",
                gap="xsmall",
                key=f"note_{event['event_id']}",
            ):
                _show_note(event)


def _show_note(event: Event) -> None:
    label = join_words(name_dates(event), pick(event, "municipality_name"))
    offer_training(event["event_id"], f"**{escape(label)}**")
    st.markdown(markdown("training.topic_is", topic=name_topic(event)))
    st.caption(escape(_describe_unknowns(event)))


def offer_training(event_id: str, label: str) -> None:
    """Draw a button that opens one training's page; `label` is Markdown.

    A page link to the page it stands on leaves the address as it was (Streamlit 1.67).
    """
    st.button(
        label,
        type="tertiary",
        icon=":material/chevron_right:",
        icon_position="right",
        on_click=_open_training,
        args=(event_id,),
        key=f"open_{event_id}",
    )


def _open_training(event_id: str) -> None:
    st.query_params["training"] = event_id


@fragment(key=FOUND)
def show_trainings_found(scope: str) -> None:
    """The calendar of what the filters leave, and a table of at most 200 events."""
    chosen = read_chosen(scope)
    counts = ask(count_trainings, chosen.events).row(0, named=True)
    st.markdown(escape(_describe_counts(counts)))
    show_calendar(chosen)
    _show_events(chosen, counts["events_count"])


def _describe_unknowns(event: Event) -> str:
    return join_words(
        name_status(event),
        name_days(event),
        text("training.participants_are", value=name_attendance(event).lower()),
        text("training.ratings_are", value=name_rating(event).lower()),
        text("training.share_is", value=name_share(event).lower()),
    )


def _describe_counts(counts: dict[str, Any]) -> str:
    parts = [
        plural("trainings.found", counts["events_count"]),
        plural("trainings.planned", counts["planned_count"])
        if counts["planned_count"]
        else "",
        plural("trainings.of_programme", counts["programme_count"])
        if 0 < counts["programme_count"] < counts["events_count"]
        else "",
        plural("trainings.imported", counts["imported_count"])
        if 0 < counts["imported_count"] < counts["events_count"]
        else "",
        plural("trainings.days_held", int(counts["training_days"] or 0)),
        *_describe_attendances(counts),
        plural("trainings.illustrative", counts["illustrative_count"])
        if counts["illustrative_count"]
        else "",
    ]
    return join_words(*parts)


def _describe_attendances(counts: dict[str, Any]) -> list[str]:
    """The sum over what is found, over how many events, and what is not known."""
    gaps = ("not_reported", "not_published")
    return [
        _sum_attendances(counts),
        *(
            plural(f"trainings.attendance_{gap}", counts[f"{gap}_count"])
            for gap in gaps
            if counts[f"{gap}_count"]
        ),
    ]


def _sum_attendances(counts: dict[str, Any]) -> str:
    known, total = counts["attended_count"], int(counts["attendances_sum"] or 0)
    if known == counts["events_count"]:
        return plural("trainings.attendances", total)
    return plural("trainings.attendances_at", known, total=total) if known else ""


def _show_events(chosen: Chosen, found: int) -> None:
    events = ask(fetch_trainings, chosen.events)
    if events.is_empty():
        st.info(markdown("figure.nothing"), icon=":material/filter_alt_off:")
        return
    if found > events.height:
        st.caption(markdown("trainings.truncated", shown=ROWS_SHOWN, found=found))
    rows = events.to_dicts()
    table = _build_table(rows)
    st.caption(markdown("trainings.select_hint"))
    picked = show_table(
        table,
        _build_columns(),
        alt=text("trainings.table_alt", shown=events.height, found=found),
        key="trainings_table",
        is_selectable=True,
    )
    note = Note(
        weakest_provenance(_find_weakest(event) for event in rows),
        definition=text("trainings.rule", shown=ROWS_SHOWN),
        filters=chosen.words,
    )
    offer_download(table, name="trainings", note=note)
    if picked.selection.rows:
        _open_training(events["event_id"][picked.selection.rows[0]])
        st.rerun()


def _build_table(events: list[Event]) -> pl.DataFrame:
    return pl.DataFrame(
        [_build_row(event) for event in events], infer_schema_length=None
    )


def _build_row(event: Event) -> dict[str, Any]:
    return {
        "dates": name_dates(event),
        "topic": name_topic(event),
        "place": name_place(event),
        "region": pick(event, "region_name"),
        "scope": name_scope(event["scope"]),
        "status": name_status(event),
        "days": format_number(event["training_days"]),
        "hours": count_hours(event),
        "attendances": name_attendance(event),
        "rating": name_rating(event),
        "share": name_share(event),
        "provenance": _name_provenance(event),
    }


def _name_provenance(event: Event) -> str:
    weakest = _find_weakest(event)
    return provenance_mark(weakest) or word("provenance", weakest)


def _find_weakest(event: Event) -> str:
    """Of the event itself and of all that its row says of it."""
    parts = (event["provenance"], *(event[f"{part}_provenance"] for part in DETAILS))
    return weakest_provenance(part for part in parts if part)


def _build_columns() -> dict[str, Column]:
    """The mark of illustrative rows stands where no screen cuts it off."""
    return {
        "dates": Column(text("training.dates"), width=135),
        "topic": Column(text("training.topic"), width=230),
        "place": Column(text("training.place"), width=195),
        "provenance": Column(text("places.provenance")),
        "scope": Column(text("sources.scope")),
        "status": Column(text("training.status")),
        "days": Column(text("training.day_count"), "figure"),
        "hours": Column(text("training.hour_count"), "figure"),
        "attendances": Column(text("training.attendances"), "figure"),
        "rating": Column(text("training.rating"), "figure"),
        "share": Column(text("training.share"), "figure"),
        "region": Column(text("training.region")),
    }
