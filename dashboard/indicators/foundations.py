"""What an indicator rests on: statements, files, reported results, its own YAML."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.fragments import fragment
from dashboard.indicators.evidence import index_loads, index_statements, say_evidence
from dashboard.menu import show_page_link
from dashboard.statements import show_statements
from dashboard.wording import escape, format_period, markdown, pick, plural, text, word
from warehouse.answers.indicators import fetch_reported_by_hand

Row = dict[str, Any]


def show_foundations(indicator: Row, scope: str) -> None:
    """Show what is published on the indicator, what it is counted from, its YAML."""
    metric = indicator["metric"]
    statements = list(index_statements(scope).get(metric, ()))
    loads = list(index_loads(scope).get(metric, ()))
    if statements:
        st.header(markdown("foundations.published"), anchor=False)
        show_statements(statements, key="indicator_statements")
    st.header(markdown("foundations.title"), anchor=False)
    _show_evidence(indicator, statements, loads)
    _show_reported(metric, scope)
    show_page_link("sources", markdown("foundations.sources"))
    show_declaration(indicator)


def _show_evidence(
    indicator: Row, statements: Sequence[Row], loads: Sequence[Row]
) -> None:
    said = say_evidence(statements, loads)
    if not said:
        st.markdown(f":gray[{markdown('foundations.none')}]")
        return
    counted = _count_rows(indicator, loads)
    st.markdown(escape(". ".join(part for part in (counted, said) if part)))


def _count_rows(indicator: Row, loads: Sequence[Row]) -> str:
    """Rows of the register; nothing where the public edition does not tell them."""
    told = [x["rows_accepted"] for x in loads if x["rows_accepted"] is not None]
    register = word("dataset", indicator["dataset"])
    return plural("foundations.rows", sum(told), register=register) if told else ""


def _show_reported(metric: str, scope: str) -> None:
    """Results that somebody reported, each with its note and document."""
    rows = ask(fetch_reported_by_hand, metric, scope).to_dicts()
    for row in rows:
        if row["dimension"] == "total":
            st.markdown(f"- {escape(_describe_reported(row))}")


def _describe_reported(row: Row) -> str:
    parts = (
        format_period(row["grain"], row["period"]),
        row["source_note"],
        pick(row, "title"),
    )
    return " · ".join(part for part in parts if part)


@fragment
def show_declaration(indicator: Row) -> None:
    """A fold with the lines that declare the indicator; empty until it is opened."""
    panel = st.expander(
        markdown("foundations.declaration"),
        icon=":material/code:",
        on_change="rerun",
        type="compact",
        key="declaration",
    )
    if not panel.open:
        return
    with panel:
        place = text(
            "foundations.place",
            file=indicator["yaml_file"],
            line=str(indicator["yaml_line"]),
        )
        st.caption(escape(place))
        st.code(indicator["metric_yaml"], language="yaml", wrap_lines=True)
