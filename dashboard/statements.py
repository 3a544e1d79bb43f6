"""What the source says on a subject and what it leaves open, each with its blocks."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.states import state_markdown
from dashboard.wording import escape, markdown, pick
from warehouse.answers.statements import fetch_statements

Statement = dict[str, Any]


def find_statements(scope: str, topics: Sequence[str]) -> list[Statement]:
    """Statements of a scope on the topics, in their order."""
    return ask(fetch_statements, scope, tuple(topics)).to_dicts()


def show_statements(statements: Sequence[Statement], *, key: str) -> None:
    """List statements, what is open after what is known; nothing without any."""
    if not statements:
        return
    known = [row for row in statements if row["state"] == "value"]
    unknown = [row for row in statements if row["state"] != "value"]
    with st.container(border=True, key=key):
        _show_list("statements.published", known)
        _show_list("statements.open", unknown)


def _show_list(heading: str, rows: Sequence[Statement]) -> None:
    if rows:
        st.subheader(markdown(heading), anchor=False)
        st.markdown("\n".join(f"- {_describe(row)}" for row in rows))


def _describe(row: Statement) -> str:
    parts = [escape(pick(row, "statement")), escape(pick(row, "note"))]
    if row["state"] != "value":
        parts.append(state_markdown(row["state"]))
    blocks = escape(name_blocks(row["block_ids"]))
    return " ".join(
        part for part in [*parts, f":gray[{blocks}]" if blocks else ""] if part
    )


def name_blocks(block_ids: str | None) -> str:
    """Numbers of the source's blocks as words: `b16, b24`; nothing for none."""
    return ", ".join((block_ids or "").split(";")) if block_ids else ""
