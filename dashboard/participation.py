"""Who took part: what is published first, then the split, then the counting rules."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.columns import draw_columns
from dashboard.charts.tooltips import MarkLabels
from dashboard.data import ask, find_audience
from dashboard.figures import Note, build_spec, describe_filters, show_chart
from dashboard.filters import choose_one
from dashboard.fragments import fragment
from dashboard.frame import scope_row
from dashboard.scopes import name_scope
from dashboard.splits import add_up, list_values, show_left_out, show_split
from dashboard.states import show_value, weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.trace.figures import identify
from dashboard.trace.picking import FIGURE
from dashboard.wording import (
    escape,
    format_date,
    format_number,
    format_percent,
    format_period,
    markdown,
    pick,
    text,
    word,
)
from warehouse.answers.metrics import fetch_totals
from warehouse.answers.participants import (
    fetch_attended_once_or_more,
    fetch_left_out,
    fetch_periods,
    fetch_split,
)

METRIC = "attendances"
DIMENSIONS = (
    "participant_category",
    "sex",
    "age_band",
    "organisation_type",
    "federal_district",
    "municipality",
)
FIGURE_WIDTH = 400
PARTICIPATION = "participation"


def has_participation(scope: str) -> bool:
    """Whether any year of the scope has attendances."""
    return not ask(fetch_periods, (METRIC,), scope, "year").is_empty()


@fragment(key=PARTICIPATION)
def show_participation(scope: str) -> None:
    """Choose a year, then show attendances by month and by every dimension."""
    periods = ask(fetch_periods, (METRIC,), scope, "year")["period"].to_list()
    if not periods:
        st.markdown(markdown("participants.no_register"))
        return
    options = {str(period.year): str(period.year) for period in periods}
    with st.container(width=FIGURE_WIDTH):
        year = choose_one(
            "period", options, label=markdown("filter.year"), reruns=[PARTICIPATION]
        )
    show_register_note()
    period = date(int(year), 1, 1)
    months, repeats = st.columns([2, 1])
    with months:
        show_months(scope, period)
    with repeats:
        _show_repeats(scope, period)
    with st.grid(min_column_width=FIGURE_WIDTH):
        for dimension in _list_dimensions(scope, period):
            show_dimension(scope, period, dimension)
    _name_left_out(scope, period)


def _name_left_out(scope: str, period: date) -> None:
    """Say which splits the public edition leaves out for their small groups."""
    left_out = ask(fetch_left_out, METRIC, scope, "year", period)["dimension"]
    show_left_out([name for name in DIMENSIONS if name in set(left_out)])


def show_register_note() -> None:
    """Say what the register is and what its splits assume, where there is a word."""
    if note := pick(scope_row(), "register_note"):
        st.caption(escape(note))


def _list_dimensions(scope: str, period: date) -> tuple[str, ...]:
    """Regions as well, unless they are the districts under another name.

    A country without federal districts has none of them reported.
    """
    districts, regions = (
        set(ask(fetch_split, METRIC, scope, "year", period, dimension)["member"])
        for dimension in ("federal_district", "region")
    )
    left_out = {"federal_district"} if districts == {"not_reported"} else set()
    added = () if regions == districts else ("region",)
    return tuple(d for d in (*DIMENSIONS, *added) if d not in left_out)


def show_dimension(scope: str, period: date, dimension: str) -> None:
    """Show a year's attendances by one dimension; nothing where there is no row."""
    rows = ask(fetch_split, METRIC, scope, "year", period, dimension).to_dicts()
    if rows:
        show_split(
            rows,
            dimension,
            measure=text("training.attendances"),
            subtitle=_describe_basis(scope, period, add_up(rows)),
            note=_build_note(rows, period),
        )


def _describe_basis(scope: str, period: date, total: float | None) -> str:
    words = {"scope": name_scope(scope), "year": str(period.year)}
    if total is None:
        return text("participants.subtitle_partly", **words)
    return text("participants.subtitle", total=format_number(total), **words)


def _build_note(rows: Sequence[dict[str, Any]], period: date) -> Note:
    provenance = weakest_provenance(row["provenance"] for row in rows)
    return Note(
        provenance,
        definition=pick(scope_row(), "register_note"),
        filters=_name_year(period),
    )


def _name_year(period: date) -> str:
    return describe_filters({"year": str(period.year)})


def show_months(scope: str, period: date) -> None:
    """Show a year's attendances by month; nothing where there is none."""
    months = ask(fetch_totals, scope, (METRIC,), "month")
    rows = months.filter(pl.col("period").dt.year() == period.year).to_dicts()
    known = [row for row in rows if row["value"]]
    if not known:
        return
    frame = pl.DataFrame([_build_month(row) for row in rows], infer_schema_length=None)
    busiest = max(known, key=lambda row: row["value"])
    show_chart(
        build_spec(
            draw_columns, frame, _build_labels("calendar.month"), current_tokens()
        ),
        title=text(
            "participants.busiest",
            month=format_period("month", busiest["period"]),
            count=format_number(busiest["value"]),
        ),
        subtitle=_describe_basis(scope, period, sum(row["value"] for row in known)),
        alt=list_values(frame, "value_text", "name"),
        table=frame,
        columns=_build_columns("calendar.month"),
        name="months",
        note=_build_note(known, period),
    )


def _build_month(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": format_date(row["period"], "LLL"),
        "name": format_period("month", row["period"]),
        "value": row["value"],
        "value_text": show_value(format_number(row["value"]), row["state"]),
        "provenance": word("provenance", row["provenance"]),
        FIGURE: identify(row).write(),
    }


def _show_repeats(scope: str, period: date) -> None:
    """Show how many came again; the public edition says that it leaves this out."""
    if find_audience() == "public":
        st.caption(":material/lock: " + markdown("repeats.left_out"))
        return
    people = ask(fetch_attended_once_or_more, scope)
    rows = people.filter(pl.col("period") == period).to_dicts()
    total = sum(row["people_count"] for row in rows)
    if not total:
        return
    frame = pl.DataFrame([_build_frequency(row, total) for row in rows])
    once = sum(row["people_count"] for row in rows if row["events_attended"] == "1")
    provenance = weakest_provenance(row["provenance"] for row in rows)
    show_chart(
        build_spec(
            draw_columns, frame, _build_labels("repeats.events"), current_tokens()
        ),
        title=text("repeats.title", share=format_percent(100 * (total - once) / total)),
        subtitle=text(
            "repeats.subtitle", scope=name_scope(scope), year=str(period.year)
        ),
        alt=list_values(frame, "value_text", "name"),
        table=frame,
        columns=_build_columns("repeats.events"),
        name="repeats",
        note=Note(
            provenance, definition=text("repeats.rule"), filters=_name_year(period)
        ),
    )


def _build_frequency(row: dict[str, Any], total: int) -> dict[str, Any]:
    count = row["people_count"]
    return {
        "label": text(f"repeats.times_{row['events_attended']}"),
        "name": pick(row, "name") or row["events_attended"],
        "value": float(count),
        "value_text": text(
            "repeats.people",
            count=format_number(count),
            share=format_percent(100 * count / total),
        ),
        "provenance": word("provenance", row["provenance"]),
    }


def _build_labels(name: str) -> MarkLabels:
    return MarkLabels(text(name), text("split.with_share"), text("places.provenance"))


def _build_columns(name: str) -> dict[str, Column]:
    return {
        "name": Column(text(name)),
        "value": Column(text("participants.value"), "number"),
        "value_text": Column(text("split.with_share")),
        "provenance": Column(text("places.provenance")),
    }
