"""The figure itself, what it counts and what it is made of."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.indicator_words import describe_rollup, format_figure
from dashboard.members import name_members
from dashboard.scopes import name_scope
from dashboard.states import provenance_mark, show_value, state_text
from dashboard.trace.figures import TOTAL, FigureId
from dashboard.wording import escape, format_number, format_period, pick, text, word
from warehouse.answers.trace import fetch_published

Row = Mapping[str, Any]


def show_meaning(figure: FigureId, row: Row) -> None:
    """Show the value with whose and when it is, then its definition and parts."""
    value = show_value(format_figure(row["value"], row), row["state"])
    st.metric(escape(_describe_place(figure)), escape(value))
    mark = provenance_mark(row["provenance"])
    if mark:
        st.caption(escape(mark))
    for heading, words in _list_lines(row):
        st.markdown(f"**{escape(heading)}**  \n{escape(words)}")
    for statement in ask(
        fetch_published, figure.metric, figure.scope, figure.grain, figure.period
    ).to_dicts():
        words = text(
            "trace.published",
            statement=pick(statement, "statement"),
            blocks=(statement["block_ids"] or "").replace(";", ", "),
        )
        st.markdown(f"**{escape(text('trace.published_head'))}**  \n{escape(words)}")


def _describe_place(figure: FigureId) -> str:
    period = format_period(figure.grain, figure.period)
    groups = [
        f"{word('split', dimension)}: {name_members(dimension).get(member, member)}"
        for dimension, member in (
            (figure.dimension, figure.member),
            (figure.dimension_2, figure.member_2),
        )
        if dimension and dimension != TOTAL and member
    ]
    return " · ".join((name_scope(figure.scope), period, *groups))


def _list_lines(row: Row) -> list[tuple[str, str]]:
    lines = [
        (text("origin.definition"), pick(row, "definition")),
        (text("origin.counting_rule"), pick(row, "counting_rule")),
        (text("origin.unit"), pick(row, "unit")),
        (text("trace.parts"), _describe_parts(row)),
        (text("trace.state"), state_text(row["state"]) if row["value"] is None else ""),
        (text("explore.rollup"), describe_rollup(row)),
    ]
    return [(heading, words) for heading, words in lines if words]


def _describe_parts(row: Row) -> str:
    parts = []
    if row["denominator"] is not None:
        parts.append(
            text(
                "trace.ratio",
                numerator=format_number(row["numerator"], digits=1),
                denominator=format_number(row["denominator"], digits=1),
            )
        )
    if row["n"] is not None:
        parts.append(text("trace.n", n=format_number(row["n"])))
    return "; ".join(parts)
