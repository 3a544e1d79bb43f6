"""One indicator's page: its history, its sheet, its parts and what it rests on."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.data import ask, served
from dashboard.downloads import HTML, offer_file
from dashboard.fragments import fragment
from dashboard.indicator_words import name_indicator
from dashboard.indicators.cells import say_actual, say_met, say_target
from dashboard.indicators.choices import find_default, name_result
from dashboard.indicators.disaggregation import show_members
from dashboard.indicators.finding import has_figures, list_companions
from dashboard.indicators.foundations import show_foundations
from dashboard.indicators.framework import (
    Period,
    find_life,
    index_totals,
    list_places,
    name_no_target,
)
from dashboard.indicators.history import FIGURES, choose_grain, show_history
from dashboard.indicators.opening import offer_indicator, offer_list
from dashboard.indicators.sheet import Section, build_sheet
from dashboard.indicators.sheet_html import build_list, build_page, date_page
from dashboard.indicators.statuses import status_words
from dashboard.menu import show_page_link
from dashboard.period_names import name_period
from dashboard.quality import show_quality
from dashboard.scopes import list_scopes
from dashboard.states import SUPPRESSED, provenance_mark, state_markdown
from dashboard.trace.figures import identify
from dashboard.trace.opening import offer_trace
from dashboard.wording import current_language, escape, markdown, pick, text, word
from warehouse.answers.indicators import fetch_history

FACT_WIDTH = 168

Row = dict[str, Any]


def show_indicator(indicator: Row, scope: str) -> None:
    """Show one indicator from its status to the lines that declare it."""
    offer_list()
    st.title(escape(name_indicator(indicator)), anchor=False)
    st.markdown(escape(_describe_head(indicator, scope)))
    if not has_figures(indicator["metric"], scope):
        _show_absence(indicator)
        return
    _show_facts(indicator, scope)
    show_figures(indicator, scope)


@fragment(key=FIGURES)
def show_figures(indicator: Row, scope: str) -> None:
    """The history and what it rests on, beside the sheet; then the parts.

    The length of the periods is chosen here, and changes nothing else.
    """
    choose_grain(indicator, scope)
    told, sheet = st.columns([3, 2])
    with told:
        # Of its own height: the sheet beside it is longer.
        with st.container():
            show_history(indicator, scope)
        st.header(markdown("indicator.quality"), anchor=False)
        show_quality(indicator["metric"], scope)
        show_foundations(indicator, scope)
        _show_companions(indicator, scope)
    with sheet:
        _show_sheet(indicator, scope)
    show_members(indicator, scope)


def _describe_head(indicator: Row, scope: str) -> str:
    places = (p for p in list_places(scope) if p.metric == indicator["metric"])
    result = next((name_result(p.result) for p in places), text("sheet.no_result"))
    history = ask(fetch_history, indicator["metric"], scope)
    is_made = "illustrative" in history["provenance"].to_list()
    parts = (
        result,
        word("indicator_type", indicator["indicator_type"]),
        pick(indicator, "unit"),
        word("direction", indicator["direction"]),
        provenance_mark("illustrative") if is_made else "",
    )
    return " · ".join(part for part in parts if part)


def _show_absence(indicator: Row) -> None:
    """The scope keeps no figures of it: say which ones do."""
    st.markdown(state_markdown("not_applicable"))
    names = [
        name
        for code, name in list_scopes().items()
        if has_figures(indicator["metric"], code)
    ]
    st.info(markdown("indicator.other_scopes", scopes=", ".join(names)))


def _show_facts(indicator: Row, scope: str) -> None:
    """The latest closed year and the life of the programme, side by side."""
    periods = _list_periods(indicator, scope)
    none = name_no_target(scope)
    with st.grid(min_column_width=FACT_WIDTH):
        for period, row in periods:
            name = name_period(period.grain, period.day)
            _show_actual(name, row, indicator)
            _show_fact(
                f"{name}: {text('tracking.target')}", say_target(row, indicator, none)
            )
            if row["percent_met_pct"] is not None:
                _show_fact(f"{name}: {text('tracking.met')}", say_met(row))
        if periods:
            _show_fact(text("tracking.status"), periods[0][1]["status"], is_status=True)


def _list_periods(indicator: Row, scope: str) -> list[tuple[Period, Row]]:
    if not list_places(scope):
        return []
    life = find_life(scope)
    periods = [find_default(scope), *([life] if life else [])]
    rows = ((p, index_totals(scope, p).get(indicator["metric"])) for p in periods)
    return [(period, row) for period, row in rows if row]


def _show_actual(name: str, row: Row, indicator: Row) -> None:
    """The actual of a period, with the way to where it comes from."""
    head, words = f"{name}: {text('tracking.actual')}", say_actual(row, indicator)
    is_hidden = row["actual_state"] == SUPPRESSED
    with _show_fact(head, text("suppressed.why") if is_hidden else words):
        offer_trace(identify(row), key=f"fact_{row['grain']}")


def _show_fact(head: str, words: str, *, is_status: bool = False) -> DeltaGenerator:
    card = st.container(border=True, height="stretch", gap="xsmall")
    with card:
        st.caption(escape(head))
        st.markdown(status_words(words) if is_status else f"**{escape(words)}**")
    return card


def _show_sheet(indicator: Row, scope: str) -> None:
    sections = build_sheet(indicator, scope)
    with st.container(border=True, key="sheet"):
        st.subheader(markdown("sheet.title"), anchor=False)
        _offer_print(indicator, scope, sections)
        for section in sections:
            st.markdown(f":blue[**{escape(section.title)}**]")
            st.html(build_list(section))


def _offer_print(indicator: Row, scope: str, sections: Sequence[Section]) -> None:
    """A button that saves the sheet as a page for printing."""
    release, language = served().release.id, current_language()
    offer_file(
        markdown("print.offer"),
        # The page is built here: Streamlit calls without the session's release.
        partial(date_page, build_page(indicator, scope, sections), language),
        file_name=f"{indicator['metric']}_{scope}_{language}_{release}.html",
        mime=HTML,
        icon=":material/print:",
        key="print_sheet",
        release=release,
    )


def _show_companions(indicator: Row, scope: str) -> None:
    """Other figures under the same code, and the way to Explore."""
    companions = list_companions(indicator, scope)
    if companions:
        st.subheader(markdown("indicator.companions"), anchor=False)
        for row in companions:
            offer_indicator(row["metric"], escape(name_indicator(row)))
    show_page_link("explore", markdown("indicator.explore"), metric=indicator["metric"])
