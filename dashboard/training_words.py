"""One training or event in words: its dates, place, topic, and what is not known."""

from typing import Any

from dashboard.states import show_value, state_text
from dashboard.wording import (
    format_date_range,
    format_number,
    format_percent,
    pick,
    plural,
    text,
)

Event = dict[str, Any]


def name_dates(event: Event) -> str:
    """The days, or the year that a plan names."""
    if event["start_date"] is None:
        return text("training.planned_in", year=str(event["planned_year"]))
    return format_date_range(event["start_date"], event["end_date"])


def name_place(event: Event) -> str:
    """The municipality, else who received the event, else why neither is there."""
    named = pick(event, "municipality_name") or pick(event, "host_organisation_name")
    return named or state_text(_name_gap(event))


def name_topic(event: Event) -> str:
    """The topic, or the state of it."""
    return show_value(pick(event, "topic"), event["topic_state"])


def name_days(event: Event) -> str:
    """The number of days as words; nothing where it is not known."""
    days = event["training_days"]
    return plural("training.days", days) if days else ""


def name_hours(event: Event) -> str:
    """Contact hours of 60 minutes; nothing where they are not recorded."""
    hours = event["contact_hours"]
    return text("training.hours", hours=format_number(hours, 1)) if hours else ""


def count_hours(event: Event) -> str:
    """Contact hours as a number, or why there is none."""
    known = event["contact_hours"] is not None
    return show_value(
        format_number(event["contact_hours"], 1),
        "value" if known else _name_gap(event),
    )


def _name_gap(event: Event) -> str:
    """A published event lacks what was not published, a register's what it left out."""
    return "not_published" if event["provenance"] == "reported" else "not_reported"


def name_status(event: Event) -> str:
    """The status; a plan's outcome is not published, and says so."""
    status = pick(event, "status_name")
    if event["status"] == "planned" and event["provenance"] == "reported":
        return text("training.outcome_unknown", status=status)
    return status


def name_attendance(event: Event) -> str:
    """How many came, or the state of that."""
    return show_value(
        format_number(event["attendance_count"]), event["attendance_state"]
    )


def name_share(event: Event) -> str:
    """The share of the presentational part, or the state of it."""
    share = format_percent(event["presentational_pct"])
    return show_value(share, event["presentational_state"])


def name_rating(event: Event) -> str:
    """The mean of the overall rating, or the state of it."""
    return show_value(format_number(event["rating_mean"], 1), event["rating_state"])


def join_words(*parts: str) -> str:
    """The parts that say something, with a middle dot between them."""
    return " · ".join(part for part in parts if part)
