"""One indicator by group over time, as small multiples on one scale."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.multiples import MultipleLabels, draw_multiples
from dashboard.charts.tooltips import MarkLabels
from dashboard.data import ask
from dashboard.figures import Note, build_spec, show_chart
from dashboard.indicator_words import format_figure
from dashboard.indicators.changes import find_breaks
from dashboard.indicators.choices import rank_dimension
from dashboard.indicators.history import read_grain
from dashboard.members import NOT_REPORTED, name_members, rank_members
from dashboard.period_names import name_period
from dashboard.scopes import name_scope
from dashboard.splits import list_values, show_left_out
from dashboard.states import (
    SUPPRESSED,
    show_value,
    weakest_provenance,
)
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.trace.figures import write_figure
from dashboard.trace.picking import FIGURE
from dashboard.wording import format_period, markdown, pick, text, word
from warehouse.answers.indicators import fetch_history, fetch_parts

FIGURE_WIDTH = 440
STRIPS = 8
PERIODS = 16

Row = dict[str, Any]

_SCHEMA = {
    "member": pl.String,
    "period": pl.String,
    "name": pl.String,
    "value": pl.Float64,
    "value_text": pl.String,
    "is_not_reported": pl.Boolean,
    "provenance": pl.String,
    FIGURE: pl.String,
}


def show_members(indicator: Row, scope: str) -> None:
    """Show one figure a dimension; nothing where the indicator is not split."""
    history = ask(fetch_history, indicator["metric"], scope).to_dicts()
    grain = read_grain(history)
    rows = ask(fetch_parts, scope, (grain,), None, indicator["metric"]).to_dicts()
    if not rows:
        return
    st.header(markdown("members.title"), anchor=False)
    st.caption(markdown(f"members.rule_{indicator['rollup_disaggregates']}"))
    dimensions = sorted({row["dimension"] for row in rows}, key=rank_dimension)
    own = {d: [row for row in rows if row["dimension"] == d] for d in dimensions}
    left_out = [dimension for dimension in dimensions if _is_left_out(own[dimension])]
    with st.grid(min_column_width=FIGURE_WIDTH):
        for dimension in dimensions:
            if dimension not in left_out:
                _show_dimension(own[dimension], dimension, indicator, scope)
    show_left_out(left_out)


def _is_left_out(rows: list[Row]) -> bool:
    """Whether small groups leave nothing to be seen of a split."""
    is_hidden = any(row["actual_state"] == SUPPRESSED for row in rows)
    return is_hidden and not any(row["actual"] for row in rows)


def _show_dimension(
    rows: list[Row], dimension: str, indicator: Row, scope: str
) -> None:
    periods = _list_periods(rows)
    shown = [row for row in rows if row["period"] in periods]
    members = _rank_known(shown, indicator)
    drawn = {*members[:STRIPS], NOT_REPORTED}
    frame = _build_frame(shown, indicator)
    picture = _build_frame([r for r in shown if r["member"] in drawn], indicator)
    breaks = _place_breaks(rows, periods, indicator, scope)
    show_chart(
        build_spec(_draw, picture, breaks, pick(indicator, "unit")),
        title=_find_title(shown, dimension, indicator),
        subtitle=_describe_basis(indicator, scope, rows[0]["grain"], len(members)),
        alt=list_values(picture, "value_text", "name"),
        table=frame,
        columns=_build_columns(dimension),
        name=f"members_{dimension}",
        note=Note(
            weakest_provenance(row["provenance"] for row in shown),
            definition=pick(indicator, "counting_rule"),
        ),
    )


def _draw(frame: pl.DataFrame, breaks: tuple[int, ...], unit: str) -> Any:
    mark = MarkLabels(text("history.period"), unit, text("places.provenance"))
    change = text("history.change")
    return draw_multiples(frame, breaks, MultipleLabels(mark, change), current_tokens())


def _list_periods(rows: list[Row]) -> list[date]:
    """The latest periods, from the first of which anything is known to the last."""
    days = sorted({row["period"] for row in rows})
    known = [row["period"] for row in rows if row["actual"] is not None] or days
    return [day for day in days if min(known) <= day <= max(known)][-PERIODS:]


def _place_breaks(
    rows: list[Row], shown: Sequence[date], indicator: Row, scope: str
) -> tuple[int, ...]:
    """Places of the periods, but for the first, where another definition begins."""
    days = sorted({row["period"] for row in rows})
    broken = find_breaks(indicator["metric"], scope, days)
    return tuple(place for place, day in enumerate(shown) if place and day in broken)


def _find_title(rows: list[Row], dimension: str, indicator: Row) -> str:
    """The highest member of the latest known period, if there is one and no tie.

    Of members that are hidden nobody knows how high they are.
    """
    name = word("split", dimension)
    known = [row for row in rows if _is_known(row)]
    if not known:
        return name
    latest = max(row["period"] for row in known)
    if any(r["actual_state"] == SUPPRESSED for r in rows if r["period"] == latest):
        return name
    now = [row for row in known if row["period"] == latest]
    highest = max(now, key=lambda row: row["actual"])
    is_tie = sum(row["actual"] == highest["actual"] for row in now) > 1
    if is_tie or highest["actual"] <= 0:
        return name
    return text(
        "members.largest",
        dimension=name,
        name=pick(highest, "member_name") or highest["member"],
        value=format_figure(highest["actual"], indicator),
        period=name_period(highest["grain"], latest),
    )


def _is_known(row: Row) -> bool:
    return row["actual"] is not None and row["member"] != NOT_REPORTED


def _rank_known(rows: list[Row], indicator: Row) -> list[str]:
    """Members of whom anything is known, the largest first."""
    known = [(row["member"], row["actual"]) for row in rows if _is_known(row)]
    schema = {"member": pl.String, "value": pl.Float64}
    cells = pl.DataFrame(known, schema, orient="row")
    ranked = rank_members(cells, ["member"], indicator["rollup_time"])
    return [row["member"] for row in ranked]


def _build_frame(rows: list[Row], indicator: Row) -> pl.DataFrame:
    return pl.DataFrame([_build_row(row, indicator) for row in rows], _SCHEMA)


def _build_row(row: Row, indicator: Row) -> Row:
    member = pick(row, "member_name") or row["member"]
    figure = format_figure(row["actual"], indicator)
    return {
        "member": member,
        "period": name_period(row["grain"], row["period"]),
        "name": f"{member}, {format_period(row['grain'], row['period'])}",
        "value": row["actual"],
        "value_text": show_value(figure, row["actual_state"]),
        "is_not_reported": row["member"] == NOT_REPORTED,
        "provenance": word("provenance", row["provenance"]),
        FIGURE: write_figure(row),
    }


def _describe_basis(indicator: Row, scope: str, grain: str, count: int) -> str:
    parts = [
        f"{pick(indicator, 'name')}, {pick(indicator, 'unit')}",
        name_members("grain")[grain],
        name_scope(scope),
        text("members.cut", drawn=STRIPS, found=count) if count > STRIPS else "",
    ]
    return " · ".join(part for part in parts if part)


def _build_columns(dimension: str) -> dict[str, Column]:
    return {
        "member": Column(word("split", dimension), width="medium"),
        "period": Column(text("history.period")),
        "value_text": Column(text("history.actual"), "figure"),
        "provenance": Column(text("places.provenance")),
    }
