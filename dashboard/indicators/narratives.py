"""Why an indicator deviates: the narrative, its owner, the action and its state."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.data import find_audience
from dashboard.wording import escape, format_date, markdown, pick, text

Row = dict[str, Any]


def show_narratives(rows: Sequence[Row]) -> None:
    """Show the narratives of one indicator and period, or that there is none yet."""
    if not rows:
        st.markdown(f":gray[:material/chat_error: {markdown(_find_reason())}]")
    for row in rows:
        st.markdown(escape(pick(row, "narrative")))
        st.caption(escape(describe_action(row)))


def _find_reason() -> str:
    """Why there is no narrative; the public edition leaves out those on people."""
    is_public = find_audience() == "public"
    return "narrative.none_public" if is_public else "narrative.none"


def describe_action(row: Row) -> str:
    """Owner, action, date due and state, in one line."""
    parts = {
        "owner": pick(row, "owner_name") or row["owner_role"] or "",
        "action": pick(row, "action").rstrip("."),
        "due": format_date(row["action_due_date"]),
        "state": pick(row, "action_state_name").lower(),
    }
    return " · ".join(
        text(f"narrative.{key}", value=value) for key, value in parts.items() if value
    )


def say_narratives(rows: Sequence[Row], *, is_due: bool) -> str:
    """Narratives as one text for a cell; `is_due` says that one is asked for."""
    if not rows:
        return text(_find_reason()) if is_due else ""
    return " ".join(f"{pick(row, 'narrative')} {describe_action(row)}." for row in rows)
