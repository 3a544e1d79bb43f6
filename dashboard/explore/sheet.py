"""What the indicator of a view means, and the SQL that computes it."""

import streamlit as st

from dashboard.data import ask
from dashboard.explore.cells import Row
from dashboard.explore.controls import SHEET
from dashboard.explore.figure import find_indicator
from dashboard.explore.view import WHOLE, View, read_view
from dashboard.fragments import fragment
from dashboard.indicator_words import describe_rollup
from dashboard.menu import show_page_link
from dashboard.wording import escape, markdown, pick, text
from warehouse.answers.explore import fetch_metric_sql


@fragment(key=SHEET)
def show_sheet(scope: str) -> None:
    """Show what the view's metric counts and how it adds up, and its SQL."""
    view = read_view(scope)
    if view is None:
        return
    indicator = find_indicator(view)
    with st.container(border=True, key="explore_sheet"):
        st.subheader(escape(pick(indicator, "name")), anchor=False)
        for heading, words in _list_lines(indicator):
            st.markdown(f"**{escape(heading)}**  \n{escape(words)}")
        show_page_link("indicators", markdown("explore.sheet"), indicator=view.metric)
        show_sql(scope)


def _list_lines(indicator: Row) -> list[tuple[str, str]]:
    lines = [
        (text("origin.definition"), pick(indicator, "definition")),
        (text("origin.counting_rule"), pick(indicator, "counting_rule")),
        (text("origin.unit"), pick(indicator, "unit")),
        (text("explore.rollup"), describe_rollup(indicator)),
        (text("explore.code"), indicator["indicator_code"] or ""),
    ]
    return [(heading, words) for heading, words in lines if words]


@fragment
def show_sql(scope: str) -> None:
    """A fold with the SQL that MetricFlow compiled; empty until it is opened."""
    panel = st.expander(
        markdown("explore.sql"),
        icon=":material/code:",
        on_change="rerun",
        type="compact",
        key="explore_sql",
    )
    view = read_view(scope) if panel.open else None
    if view:
        with panel:
            _show_compiled(view)


def _show_compiled(view: View) -> None:
    second = None if view.by_2 == WHOLE else view.by_2
    found = ask(fetch_metric_sql, view.metric, view.grain, view.by, second)
    sql = next(iter(found["sql"]), None)
    if sql is None:
        st.markdown(markdown("explore.by_hand"))
        return
    st.caption(markdown("explore.sql_note"))
    st.code(sql, language="sql", wrap_lines=True)
