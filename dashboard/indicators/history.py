"""An indicator over time: actual against target, and the narratives of deviations."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.performance import PerformanceLabels, draw_performance
from dashboard.data import ask
from dashboard.figures import Note, build_spec, describe_filters, show_chart
from dashboard.filters import choose_one, read
from dashboard.indicator_words import format_figure
from dashboard.indicators.cells import say_met
from dashboard.indicators.changes import (
    describe_recomputed,
    find_breaks,
    list_recomputed,
)
from dashboard.indicators.finding import list_grains
from dashboard.indicators.framework import (
    Period,
    index_deviations,
    name_no_target,
    name_status,
)
from dashboard.indicators.narratives import show_narratives
from dashboard.indicators.statuses import status_badge
from dashboard.members import name_members
from dashboard.period_names import name_period
from dashboard.scopes import name_scope
from dashboard.splits import list_values
from dashboard.states import show_value, state_text, weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.trace.figures import write_figure
from dashboard.trace.picking import FIGURE
from dashboard.wording import (
    escape,
    format_percent,
    format_period,
    markdown,
    pick,
    text,
    word,
)
from warehouse.answers.indicators import fetch_history

LONGEST = 24
"""So many periods are drawn whole; of more, those from the first known to the last."""

FIGURES = "indicator_figures"

Row = dict[str, Any]


def show_history(indicator: Row, scope: str) -> None:
    """Show actual and target by period, and why they differ."""
    rows = _list_rows(indicator, scope)
    grain = rows[0]["grain"]
    frame = pl.DataFrame([_build_row(row, indicator, scope) for row in rows], _SCHEMA)
    breaks = tuple(place for place, row in enumerate(rows) if place and row["is_break"])
    show_chart(
        build_spec(_draw, frame, breaks, indicator["data_type"] == "share"),
        title=_find_title(rows, indicator),
        subtitle=_describe_basis(indicator, scope, grain),
        alt=list_values(frame, "said", "name"),
        table=frame,
        columns=_build_columns(),
        name="history",
        remarks=describe_recomputed(indicator, scope, grain),
        note=_build_note(rows, indicator, grain),
    )
    _show_deviations(rows, indicator, scope)


def _list_rows(indicator: Row, scope: str) -> list[Row]:
    """The periods of the length chosen, marked where the definition changed."""
    history = ask(fetch_history, indicator["metric"], scope).to_dicts()
    grain = read_grain(history)
    anew = list_recomputed(indicator["metric"], scope, grain)
    own = [row for row in history if row["grain"] == grain]
    breaks = find_breaks(indicator["metric"], scope, [row["period"] for row in own])
    marked = [
        {
            **row,
            "is_recomputed": row["period"] in anew,
            "is_break": row["period"] in breaks,
        }
        for row in own
    ]
    return _trim(marked)


def _build_note(rows: list[Row], indicator: Row, grain: str) -> Note:
    return Note(
        weakest_provenance(row["provenance"] for row in rows),
        definition=pick(indicator, "counting_rule"),
        filters=describe_filters({"grain": name_members("grain")[grain]}),
    )


def choose_grain(indicator: Row, scope: str) -> None:
    """Draw the choice among the lengths of period that tell something."""
    history = ask(fetch_history, indicator["metric"], scope).to_dicts()
    names = name_members("grain")
    options = {grain: names[grain] for grain in list_grains(history)}
    if len(options) > 1:
        choose_one(
            "grain",
            options,
            label=markdown("filter.grain"),
            kind="segments",
            reruns=[FIGURES],
        )


def read_grain(history: list[Row]) -> str:
    """The length of period that the address asks for, else one that has targets."""
    grains = list_grains(history)
    return read("grain", grains, grains[0])


def _draw(frame: pl.DataFrame, breaks: tuple[int, ...], is_share: bool) -> Any:
    labels = PerformanceLabels(
        period=text("history.period"),
        actual=text("history.actual"),
        target=text("history.target"),
        met=text("history.met"),
        provenance=text("places.provenance"),
        change=text("history.change"),
    )
    return draw_performance(frame, breaks, labels, current_tokens(), is_share=is_share)


_SCHEMA = {
    "label": pl.String,
    "name": pl.String,
    "actual": pl.Float64,
    "target": pl.Float64,
    "actual_text": pl.String,
    "target_text": pl.String,
    "met_text": pl.String,
    "state_text": pl.String,
    "status": pl.String,
    "said": pl.String,
    "provenance": pl.String,
    FIGURE: pl.String,
}


def _trim(rows: list[Row]) -> list[Row]:
    """Of many periods, those from the first of which something is known to the last."""
    known = [
        place
        for place, row in enumerate(rows)
        if row["actual"] is not None or row["target"] is not None
    ]
    if len(rows) <= LONGEST or not known:
        return rows
    return rows[known[0] : known[-1] + 1]


def _build_row(row: Row, indicator: Row, scope: str) -> Row:
    period = format_period(row["grain"], row["period"])
    actual = format_figure(row["actual"], indicator)
    target = format_figure(row["target"], indicator)
    met = row["percent_met_pct"]
    return {
        "label": _name_place(row),
        "name": period,
        "actual": row["actual"],
        "target": row["target"],
        "actual_text": show_value(actual, row["actual_state"]),
        "target_text": target or name_no_target(scope),
        "met_text": format_percent(met) if met is not None else "",
        "state_text": state_text(row["actual_state"]),
        "status": name_status(row["status"]) if row["status"] else "",
        "said": _say_row(row, indicator),
        "provenance": word("provenance", row["provenance"]),
        FIGURE: write_figure({**row, "metric": indicator["metric"], "scope": scope}),
    }


def _name_place(row: Row) -> str:
    """The period on the axis; one that is open or covered in part says so."""
    name = name_period(row["grain"], row["period"])
    remark = _find_remark(row)
    return f"{name} {text(remark)}" if remark else name


def _find_remark(row: Row) -> str:
    if row["actual"] is None:
        return ""
    if not row["is_closed"]:
        return "history.open"
    if row["is_partial"]:
        return "history.in_part"
    return "history.recomputed" if row["is_recomputed"] else ""


def _say_row(row: Row, indicator: Row) -> str:
    """A period in words: actual, target, per cent met; whether it is open or cut."""
    actual = show_value(format_figure(row["actual"], indicator), row["actual_state"])
    remark = _find_remark(row)
    parts = [f"{actual} {text(remark)}" if remark else actual]
    if row["target"] is not None:
        target = format_figure(row["target"], indicator)
        parts.append(text("history.target_is", target=target))
        parts += [say_met(row)] if row["percent_met_pct"] is not None else []
    return ", ".join(parts)


def _find_title(rows: list[Row], indicator: Row) -> str:
    """The last judged period, else the last known one, else why there is none."""
    judged = [r for r in rows if r["is_closed"] and r["percent_met_pct"] is not None]
    known = [row for row in rows if row["actual"] is not None]
    closed = [row for row in known if row["is_closed"]]
    told = judged or closed or known
    if told:
        return _say_period(told[-1], indicator)
    return text("history.title_unknown", state=_list_states(rows))


def _say_period(row: Row, indicator: Row) -> str:
    return f"{name_period(row['grain'], row['period'])}: {_say_row(row, indicator)}"


def _list_states(rows: list[Row]) -> str:
    return ", ".join(dict.fromkeys(state_text(r["actual_state"]).lower() for r in rows))


def _describe_basis(indicator: Row, scope: str, grain: str) -> str:
    form = indicator["percent_met_form"]
    return " · ".join(
        filter(
            None,
            (
                f"{pick(indicator, 'name')}, {pick(indicator, 'unit')}",
                name_members("grain")[grain],
                name_scope(scope),
                text(f"percent_met_is.{form}") if form != "none" else "",
            ),
        )
    )


def _build_columns() -> dict[str, Column]:
    return {
        "name": Column(text("history.period")),
        "actual_text": Column(text("history.actual"), "figure"),
        "target_text": Column(text("history.target"), "figure"),
        "met_text": Column(text("history.met"), "figure"),
        "status": Column(text("history.status")),
        "provenance": Column(text("places.provenance")),
    }


def _show_deviations(rows: list[Row], indicator: Row, scope: str) -> None:
    """The narratives of this length of period, the newest first."""
    narratives = index_deviations(scope)
    asked = [
        (row, narratives.get((indicator["metric"], _find_period(row)), []))
        for row in reversed(rows)
    ]
    told = [(row, found) for row, found in asked if row["asks_narrative"] or found]
    if not told:
        return
    with st.container(border=True, key="deviations"):
        st.subheader(markdown("history.deviations"), anchor=False)
        for row, found in told:
            said, badge = _say_period(row, indicator), status_badge(row["status"])
            st.markdown(f"**{escape(said)}** {badge}")
            show_narratives(found)


def _find_period(row: Row) -> Period:
    return Period(row["grain"], row["period"])
