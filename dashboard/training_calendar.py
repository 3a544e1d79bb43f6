"""When events were held: a calendar of days for a year, few events over years in
lanes, many in months or years."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any, Literal

import polars as pl

from dashboard.charts.calendar import draw_calendar
from dashboard.charts.columns import draw_columns
from dashboard.charts.tooltips import MarkLabels
from dashboard.data import ask
from dashboard.figures import Note, build_spec, show_chart
from dashboard.scopes import name_scope
from dashboard.states import state_text, weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.training_filters import Chosen
from dashboard.training_line import show_training_line
from dashboard.wording import format_date, format_number, plural, text, word
from warehouse.answers.metrics import fetch_totals
from warehouse.answers.trainings import count_trainings_by_day

CALENDAR_MONTHS = 15
COLUMN_MONTHS = 48
LINE_EVENTS = 60
METRICS = ("educational_events_held", "trainings_held")

Grain = Literal["month", "year"]

_STEPS = {"month": "1mo", "year": "1y"}
_LABELS = {"month": "LLL y", "year": "y"}
_NAMES = {"month": "LLLL y", "year": "y"}


def show_calendar(chosen: Chosen) -> None:
    """Show when the chosen events were held; nothing where none was."""
    days = ask(count_trainings_by_day, chosen.events)
    if days.is_empty():
        return
    provenance = weakest_provenance(days["provenance"])
    months = list_months(days["last_date"][0], days["last_date"][-1])
    if len(months) > CALENDAR_MONTHS and days["events_count"].sum() <= LINE_EVENTS:
        show_training_line(chosen)
        return
    grain: Grain = "month" if len(months) <= COLUMN_MONTHS else "year"
    table = _count_by(grain, days, months, chosen.events.scope, provenance)
    is_calendar = len(months) <= CALENDAR_MONTHS
    draw = draw_calendar if is_calendar else draw_columns
    frame = _spread_days(days, table, provenance) if is_calendar else table
    show_chart(
        build_spec(draw, frame, _build_labels(), current_tokens()),
        title=_describe_busiest(table, grain),
        subtitle=text("calendar.subtitle", scope=name_scope(chosen.events.scope)),
        alt=_describe(table, grain),
        table=table,
        columns={
            "name": Column(text(f"calendar.{grain}")),
            "value_text": Column(text("calendar.events")),
            "provenance": Column(text("places.provenance")),
        },
        name="calendar",
        note=Note(
            provenance,
            definition=text(f"calendar.rule_{grain}"),
            filters=chosen.words,
        ),
    )


def list_months(first: date, last: date) -> list[date]:
    """First days of the months from `first` to `last`, both included."""
    months = [first.replace(day=1)]
    while (following := (months[-1] + timedelta(days=32)).replace(day=1)) <= last:
        months.append(following)
    return months


def _count_by(
    grain: Grain, days: pl.DataFrame, months: list[date], scope: str, provenance: str
) -> pl.DataFrame:
    """A period that nobody reports on has no events known, which is not none."""
    starts = pl.Series(months).dt.truncate(_STEPS[grain]).unique(maintain_order=True)
    states = _read_states(scope, grain)
    counts = dict(
        days.group_by(pl.col("last_date").dt.truncate(_STEPS[grain]))
        .agg(pl.col("events_count").sum())
        .iter_rows()
    )
    rows = [
        _build_period(
            grain, start, counts.get(start), states.get(start, "not_reported")
        )
        for start in starts
    ]
    return pl.DataFrame(rows, infer_schema_length=None).with_columns(
        provenance=pl.lit(word("provenance", provenance))
    )


def _read_states(scope: str, grain: Grain) -> dict[date, str]:
    totals = ask(fetch_totals, scope, METRICS, grain)
    return dict(totals.select("period", "state").iter_rows())


def _build_period(
    grain: Grain, start: date, found: int | None, state: str
) -> dict[str, Any]:
    count = 0 if found is None and state in ("value", "zero") else found
    pattern = "LLL" if grain == "month" and start.month > 1 else _LABELS[grain]
    return {
        "month": start,
        "label": format_date(start, pattern),
        "name": format_date(start, _NAMES[grain]),
        "value": count,
        "value_text": state_text(state) if count is None else format_number(count),
    }


def _spread_days(
    days: pl.DataFrame, months: pl.DataFrame, provenance: str
) -> pl.DataFrame:
    counts = dict(days.select("last_date", "events_count").iter_rows())
    rows = [
        _build_day(
            row, month, day, counts.get(day, 0 if month["value"] is not None else None)
        )
        for row, month in enumerate(months.to_dicts())
        for day in _list_days(month["month"])
    ]
    return pl.DataFrame(rows, infer_schema_length=None).with_columns(
        provenance=pl.lit(word("provenance", provenance))
    )


def _list_days(month: date) -> list[date]:
    _, length = monthrange(month.year, month.month)
    return [month.replace(day=number + 1) for number in range(length)]


def _build_day(
    row: int, month: dict[str, Any], day: date, count: int | None
) -> dict[str, Any]:
    return {
        "row": row,
        "month_name": month["label"],
        "month_text": month["value_text"],
        "day": day.day,
        "day_name": format_date(day) if count else "",
        "value": count,
        "value_text": plural("calendar.events_on_day", count) if count else "",
    }


def _build_labels() -> MarkLabels:
    return MarkLabels(
        text("calendar.day"), text("calendar.events"), text("places.provenance")
    )


def _describe_busiest(table: pl.DataFrame, grain: Grain) -> str:
    busiest = _find_busiest(table)
    if busiest.height > 1:
        return text("calendar.title_even")
    row = busiest.row(0, named=True)
    return plural(f"calendar.title_{grain}", row["value"], period=row["name"])


def _find_busiest(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(pl.col("value") == pl.col("value").max())


def _describe(table: pl.DataFrame, grain: Grain) -> str:
    busiest = _find_busiest(table)
    return text(
        f"calendar.alt_{grain}",
        total=int(table["value"].sum()),
        first=table["name"][0],
        last=table["name"][-1],
        periods=", ".join(busiest["name"]),
        count=busiest["value"][0],
    )
