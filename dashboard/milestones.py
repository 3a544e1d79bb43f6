"""One project's milestones, planned and reached, on a line of time."""

from typing import Any

import polars as pl

from dashboard.charts.gantt import GanttLabels, draw_gantt
from dashboard.charts.years import Span, cover_spans, place_date, span_date
from dashboard.days import name_day, name_ticks
from dashboard.figures import Note, build_spec, show_chart
from dashboard.frame import scope_row
from dashboard.scopes import name_scope
from dashboard.splits import list_values
from dashboard.states import state_text, weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.wording import pick, plural, text, word

Row = dict[str, Any]

_SCHEMA = {
    "label": pl.String,
    "workstream": pl.String,
    "state_text": pl.String,
    "planned_start": pl.Float64,
    "planned_end": pl.Float64,
    "actual_start": pl.Float64,
    "actual_end": pl.Float64,
    "planned_text": pl.String,
    "actual_text": pl.String,
    "provenance": pl.String,
}


def show_milestones(project: Row, milestones: list[Row]) -> None:
    """Show when each milestone was planned and reached, as far as it is known."""
    if not milestones:
        return
    frame = pl.DataFrame([_build_row(row) for row in milestones], schema=_SCHEMA)
    whole = _cover(project, milestones)
    show_chart(
        build_spec(draw_gantt, frame, whole, _build_labels(whole), current_tokens()),
        title=_describe_state(milestones),
        subtitle=text("milestones.subtitle", scope=name_scope(project["scope"])),
        alt=list_values(frame, "state_text"),
        table=frame,
        columns=_build_columns(),
        name=f"milestones_{project['project_id']}",
        note=Note(weakest_provenance(row["provenance"] for row in milestones)),
    )


def _build_row(row: Row) -> dict[str, Any]:
    planned, actual = _span(row, "planned"), _span(row, "actual")
    return {
        "label": pick(row, "name"),
        "workstream": pick(row, "workstream_name"),
        "state_text": name_state(row),
        "planned_start": planned.start if planned else None,
        "planned_end": planned.end if planned else None,
        "actual_start": actual.start if actual else None,
        "actual_end": actual.end if actual else None,
        "planned_text": _name_date(row, "planned"),
        "actual_text": _name_date(row, "actual"),
        "provenance": word("provenance", row["provenance"]),
    }


def name_state(row: Row) -> str:
    """The state of a milestone in words, with the days it is late."""
    state = row["milestone_state"]
    if state.startswith("not_"):
        return state_text(state)
    if row["days_late"]:
        return plural(f"milestone.{state}_days", row["days_late"])
    return word("milestone", state)


def _span(row: Row, end: str) -> Span | None:
    day = row[f"{end}_date"]
    return span_date(day, row[f"{end}_precision"] or "day") if day else None


def _name_date(row: Row, end: str) -> str:
    day = name_day(row[f"{end}_date"], row[f"{end}_precision"])
    if day:
        return day
    if row["provenance"] == "reported":
        return state_text("not_published")
    return "–" if end == "planned" else name_state(row)


def _cover(project: Row, milestones: list[Row]) -> Span:
    spans = [_span(row, end) for row in milestones for end in ("planned", "actual")]
    known = [span for span in spans if span]
    if project["start_date"]:
        known.append(
            span_date(project["start_date"], project["start_precision"] or "day")
        )
    as_of = scope_row().get("as_of_date")
    if as_of:
        known.append(span_date(as_of, "day"))
    return cover_spans(known)


def _describe_state(milestones: list[Row]) -> str:
    late = [row for row in milestones if row["milestone_state"] == "overdue"]
    if late:
        return plural("milestones.title_overdue", len(late))
    return describe_reached(milestones)


def describe_reached(milestones: list[Row]) -> str:
    """How many were reached; where an outcome is not published, none is denied."""
    states = [row["milestone_state"] for row in milestones]
    reached = sum(state.startswith("reached") for state in states)
    unknown = states.count("not_published")
    if unknown and not reached:
        return text("milestones.title_unknown")
    if unknown:
        return text("milestones.title_partly", reached=reached, unknown=unknown)
    return text("milestones.title_reached", reached=reached, count=len(states))


def _build_labels(whole: Span) -> GanttLabels:
    as_of = scope_row().get("as_of_date")
    return GanttLabels(
        ticks=name_ticks(whole),
        as_of=(place_date(as_of), text("frame.data_to", day=as_of)) if as_of else None,
        milestone=text("milestones.milestone"),
        planned=text("milestones.planned"),
        actual=text("milestones.actual"),
        state=text("milestones.state"),
        provenance=text("places.provenance"),
    )


def _build_columns() -> dict[str, Column]:
    return {
        "label": Column(text("milestones.milestone"), width="large"),
        "workstream": Column(text("milestones.workstream")),
        "planned_text": Column(text("milestones.planned")),
        "actual_text": Column(text("milestones.actual")),
        "state_text": Column(text("milestones.state")),
        "provenance": Column(text("places.provenance")),
    }
