"""What happened and what was planned: the timeline with its words."""

from typing import Any

import polars as pl

from dashboard.charts.timeline import TimelineLabels, draw_timeline
from dashboard.charts.years import (
    Span,
    choose_ticks,
    cover_spans,
    place_date,
    span_date,
)
from dashboard.data import ask
from dashboard.days import name_day
from dashboard.figures import Note, build_spec, show_chart
from dashboard.filters import scope
from dashboard.frame import scope_row
from dashboard.nearest import choose_nearest
from dashboard.states import weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.wording import (
    format_date,
    format_date_range,
    pick,
    plural,
    text,
    word,
)
from warehouse.answers.programme import fetch_timeline

Item = dict[str, Any]

OPEN_STATUSES = ("planned", "overdue", "not_published")

_SCHEMA = {
    "label": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "start": pl.Float64,
    "end": pl.Float64,
    "is_open": pl.Boolean,
    "date_text": pl.String,
    "status_text": pl.String,
    "provenance": pl.String,
}


def show_timeline() -> None:
    """Show the timeline of the chosen scope; nothing where it has no item."""
    items = [item for item in ask(fetch_timeline, scope()).to_dicts() if _span(item)]
    if not items:
        return
    named = choose_nearest(items, scope_row().get("as_of_date"))
    whole = _cover(items, named)
    table = _build_table(items)
    drawn = table if len(named) == len(items) else _build_table(named)
    show_chart(
        build_spec(draw_timeline, drawn, whole, _build_labels(whole), current_tokens()),
        title=text("timeline.title", years=_name_years(whole)),
        subtitle=_describe_choice(len(named), len(items)),
        alt=_describe(items),
        table=table.drop("label", "start", "end", "is_open"),
        columns=_build_columns(),
        name="timeline",
        note=Note(weakest_provenance(item["provenance"] for item in items)),
    )


def _build_table(items: list[Item]) -> pl.DataFrame:
    rows = [_build_row(item) for item in items]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _build_row(item: Item) -> dict[str, Any]:
    span = _span(item)
    assert span is not None
    name, place, dates = _name_item(item), _name_place(item), _name_dates(item)
    return {
        "label": " · ".join(part for part in (dates, name, place) if part),
        "name": f"{name}, {place}" if place else name,
        "kind": word("timeline_kind", item["kind"]),
        "start": span.start,
        "end": span.end,
        "is_open": item["item_status"] in OPEN_STATUSES,
        "date_text": dates,
        "status_text": word("timeline_status", item["item_status"]),
        "provenance": word("provenance", item["provenance"]),
    }


def _span(item: Item) -> Span | None:
    if item["start_date"]:
        first = span_date(item["start_date"], item["date_precision"])
        last = span_date(item["end_date"] or item["start_date"], item["date_precision"])
        return Span(first.start, last.end)
    if item["planned_label_year"]:
        return Span(item["planned_label_year"], item["planned_label_year"] + 1)
    return None


def _name_dates(item: Item) -> str:
    start, end = item["start_date"], item["end_date"]
    if start is None:
        return text("timeline.in_year", year=str(item["planned_label_year"]))
    if item["date_precision"] == "day":
        return format_date_range(start, end)
    first, last = (
        name_day(day, item["date_precision"]) for day in (start, end or start)
    )
    return first if first == last else f"{first}–{last}"


def _name_item(item: Item) -> str:
    name = pick(item, "name")
    is_start = item["kind"] == "start_of_work"
    return text("timeline.start_of_work", name=name) if is_start else name


def _name_place(item: Item) -> str:
    return pick(item, "municipality_name")


def _describe_choice(named: int, total: int) -> str:
    if named == total:
        return text("timeline.subtitle")
    nearest = text("timeline.nearest", named=named, total=total)
    return f"{nearest} · {text('timeline.subtitle')}"


def _cover(items: list[Item], named: list[Item]) -> Span:
    """The programme's years, or the quarters around the items that are named."""
    row = scope_row()
    spans = [span for item in named if (span := _span(item))]
    if row.get("start_year") and len(named) == len(items):
        spans.append(Span(row["start_year"], row["end_year"] + 1))
    return cover_spans(spans)


def _name_years(whole: Span) -> str:
    return "–".join(dict.fromkeys((_year(whole.start), _year(whole.end, -1))))


def _year(position: float, step: int = 0) -> str:
    return str(int(position) + (step if position == int(position) else 0))


def _build_labels(whole: Span) -> TimelineLabels:
    as_of = scope_row().get("as_of_date")
    return TimelineLabels(
        ticks=[(place_date(day), _name_tick(day)) for day in choose_ticks(whole)],
        as_of=(place_date(as_of), text("frame.data_to", day=as_of)) if as_of else None,
        item=text("timeline.item"),
        date=text("timeline.date"),
        status=text("timeline.status"),
        provenance=text("places.provenance"),
    )


def _name_tick(day: Any) -> str:
    return format_date(day, "y" if day.month == 1 else "LLL")


def _describe(items: list[Item]) -> str:
    open_count = sum(item["item_status"] in OPEN_STATUSES for item in items)
    done = plural("timeline.alt_done", len(items) - open_count)
    planned = plural("timeline.alt_open", open_count)
    newest = [item for item in items if item["item_status"] not in OPEN_STATUSES][-1:]
    last = f" {pick(newest[0], 'name')}: {_name_dates(newest[0])}." if newest else ""
    return text("timeline.alt", done=done, planned=planned, last=last)


def _build_columns() -> dict[str, Column]:
    return {
        "date_text": Column(text("timeline.date")),
        "kind": Column(text("timeline.kind")),
        "name": Column(text("timeline.item"), width="large"),
        "status_text": Column(text("timeline.status")),
        "provenance": Column(text("places.provenance")),
    }
