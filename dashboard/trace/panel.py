"""The panel that says where a number comes from."""

from dataclasses import astuple
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.indicator_words import name_indicator
from dashboard.trace.figures import FigureId, read_figure
from dashboard.trace.formula import show_formula
from dashboard.trace.meaning import show_meaning
from dashboard.trace.models import show_models
from dashboard.trace.opening import KEY, close_trace
from dashboard.trace.target import show_target
from dashboard.trace.things import show_things
from dashboard.wording import escape, markdown
from warehouse.answers.trace import fetch_figure

LONGEST = 400
WIDTH = 960


def show_trace() -> None:
    """Open the panel if the address asks for one."""
    asked = st.query_params.get(KEY, "")[:LONGEST]
    if not asked:
        return
    figure = read_figure(asked)
    rows = ask(fetch_figure, astuple(figure)).to_dicts() if figure else []
    open_panel = st.dialog(
        markdown("trace.title"),
        width=WIDTH,
        position="right",
        on_dismiss=close_trace,
    )
    if figure and rows:
        open_panel(_show)(figure, rows[0])
    else:
        open_panel(_show_nothing)()


def _show(figure: FigureId, row: dict[str, Any]) -> None:
    st.header(escape(name_indicator(row)), anchor=False)
    show_meaning(figure, row)
    show_target(figure, row)
    show_things(figure, row)
    show_formula(figure, row)
    show_models(figure)


def _show_nothing() -> None:
    st.info(markdown("trace.unknown"), icon=":material/help:")
