"""The view itself: chart and table, and the link that leads back to it."""

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.explore.cells import Row, Subject, fetch_wholes, narrow
from dashboard.explore.controls import FIGURE
from dashboard.explore.layout import lay_out, list_drawn
from dashboard.explore.link import show_link
from dashboard.explore.marks import draw_view
from dashboard.explore.remarks import list_remarks
from dashboard.explore.rows import build_columns, build_table
from dashboard.explore.view import View, read_view
from dashboard.explore.words import (
    describe_all,
    describe_basis,
    describe_choice,
    find_title,
)
from dashboard.figures import Note, show_chart
from dashboard.fragments import fragment
from dashboard.states import weakest_provenance
from dashboard.wording import markdown, pick
from warehouse.answers.metrics import fetch_indicators


@fragment(key=FIGURE)
def show_view(scope: str) -> None:
    """Show what the address asks for as chart and table, with its link."""
    view = read_view(scope)
    cells = narrow(view) if view else pl.DataFrame()
    if view is None or cells.is_empty():
        st.info(markdown("figure.nothing"), icon=":material/filter_alt_off:")
        return
    _show_figure(cells, Subject(view, find_indicator(view)))
    show_link(view)


def find_indicator(view: View) -> Row:
    """The row of the view's metric in `dim_indicator`."""
    chosen = pl.col("metric") == view.metric
    row: Row = ask(fetch_indicators).row(by_predicate=chosen, named=True)
    return row


def _show_figure(cells: pl.DataFrame, subject: Subject) -> None:
    layout = lay_out(cells, subject)
    drawn = list_drawn(cells, layout)
    wholes = fetch_wholes(subject.view)
    table = build_table(cells, wholes, subject)
    show_chart(
        draw_view(drawn, layout, subject),
        title=find_title(drawn, subject),
        subtitle=describe_basis(subject),
        alt=describe_all(drawn, subject),
        table=table,
        columns=build_columns(table, subject),
        name="explore",
        note=_build_note(cells, subject),
        remarks=list_remarks(cells, drawn, wholes, layout, subject),
        is_open=True,
    )


def _build_note(cells: pl.DataFrame, subject: Subject) -> Note:
    indicator = subject.indicator
    words = (pick(indicator, "definition"), pick(indicator, "counting_rule"))
    return Note(
        weakest_provenance(cells["provenance"]),
        definition=" ".join(words),
        filters=describe_choice(subject.view),
    )
