"""Trainings on a line of years: held solid, planned hollow."""

from typing import Any

import polars as pl

from dashboard.charts.lanes import draw_lanes
from dashboard.charts.timeline import TALLEST_NAMED, TimelineLabels, draw_timeline
from dashboard.charts.years import Span, cover_spans, place_date, span_date
from dashboard.data import ask
from dashboard.days import name_ticks
from dashboard.figures import Note, build_spec, show_chart
from dashboard.frame import scope_row
from dashboard.scopes import name_scope
from dashboard.splits import list_values
from dashboard.states import weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.training_filters import Chosen
from dashboard.training_words import (
    Event,
    join_words,
    name_attendance,
    name_dates,
    name_place,
    name_rating,
    name_status,
    name_topic,
)
from dashboard.wording import pick, plural, text, word
from warehouse.answers.trainings import fetch_trainings


def show_training_line(chosen: Chosen) -> None:
    """Show when the chosen events were: one row each, or many in a lane a place."""
    events = ask(fetch_trainings, chosen.events).to_dicts()
    if not events:
        return
    frame = pl.DataFrame([_build_row(event) for event in events])
    whole = cover_spans([Span(row["start"], row["end"]) for row in frame.to_dicts()])
    are_many = len(events) > TALLEST_NAMED
    draw = draw_lanes if are_many else draw_timeline
    held = sum(event["status"] == "completed" for event in events)
    planned = sum(event["status"] == "planned" for event in events)
    key = "trainings.lanes_subtitle" if are_many else "trainings.line_subtitle"
    show_chart(
        build_spec(draw, frame, whole, _build_labels(whole), current_tokens()),
        title=_describe(held, planned),
        subtitle=text(key, scope=name_scope(chosen.events.scope)),
        alt=list_values(frame, "status_text"),
        table=frame,
        columns=_build_columns(),
        name="training_line",
        note=Note(
            weakest_provenance(event["provenance"] for event in events),
            filters=chosen.words,
        ),
    )


def _build_row(event: Event) -> dict[str, Any]:
    span = _span(event)
    return {
        "label": join_words(name_dates(event), pick(event, "municipality_name")),
        "lane": name_place(event),
        "start": float(span.start),
        "end": float(span.end),
        "is_open": event["status"] != "completed",
        "name": pick(event, "title"),
        "date_text": name_dates(event),
        "place": name_place(event),
        "topic": name_topic(event),
        "status_text": name_status(event),
        "attendances": name_attendance(event),
        "rating": name_rating(event),
        "provenance": word("provenance", event["provenance"]),
    }


def _span(event: Event) -> Span:
    if event["start_date"] is None:
        return Span(event["planned_year"], event["planned_year"] + 1)
    first = span_date(event["start_date"], "day")
    last = span_date(event["end_date"] or event["start_date"], "day")
    return Span(first.start, last.end)


def _describe(held: int, planned: int) -> str:
    words = plural("trainings.line_held", held)
    return f"{words}, {plural('trainings.line_planned', planned)}" if planned else words


def _build_labels(whole: Span) -> TimelineLabels:
    as_of = scope_row().get("as_of_date")
    return TimelineLabels(
        ticks=name_ticks(whole),
        as_of=(place_date(as_of), text("frame.data_to", day=as_of)) if as_of else None,
        item=text("training.title"),
        date=text("training.dates"),
        status=text("training.status"),
        provenance=text("places.provenance"),
    )


def _build_columns() -> dict[str, Column]:
    return {
        "date_text": Column(text("training.dates")),
        "place": Column(text("training.place")),
        "name": Column(text("training.title"), width="large"),
        "topic": Column(text("training.topic"), width="large"),
        "status_text": Column(text("training.status"), width="medium"),
        "attendances": Column(text("training.attendances")),
        "rating": Column(text("training.rating")),
        "provenance": Column(text("places.provenance")),
    }
