"""What is due next, counted from the date of the data and never from the clock."""

from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.filters import scope
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.training_words import join_words
from dashboard.wording import escape, format_date_range, markdown, pick, word
from warehouse.answers.programme import fetch_upcoming

ITEMS_SHOWN = 5


def show_upcoming() -> None:
    """List the next trainings and milestones; nothing where none has a date."""
    items = ask(fetch_upcoming, scope(), ITEMS_SHOWN).to_dicts()
    if not items:
        return
    with st.container(border=True, key="upcoming"):
        st.header(markdown("upcoming.title"), anchor=False)
        st.markdown("\n".join(f"- {_describe(item)}" for item in items))
        mark = provenance_mark(weakest_provenance(i["provenance"] for i in items))
        if mark:
            st.caption(escape(mark))


def _describe(item: dict[str, Any]) -> str:
    days = format_date_range(item["start_date"], item["end_date"] or item["start_date"])
    what = join_words(
        pick(item, "name"),
        pick(item, "municipality_name"),
        word("timeline_kind", item["kind"]),
    )
    return f"**{escape(days)}** {escape(what)}"
