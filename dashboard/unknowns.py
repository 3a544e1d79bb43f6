"""What the sources leave open, said as plainly as what they say."""

import streamlit as st

from dashboard.data import ask
from dashboard.filters import scope
from dashboard.menu import show_page_link
from dashboard.states import state_text
from dashboard.wording import escape, markdown, pick, plural
from warehouse.answers.programme import fetch_unknowns

STATEMENTS_SHOWN = 6


def show_unknowns() -> None:
    """List the facts that are not published; nothing where there are none."""
    rows = ask(fetch_unknowns, scope()).to_dicts()
    if not rows:
        return
    with st.container(border=True, key="unknowns"):
        st.header(markdown("unknowns.title"), anchor=False)
        st.caption(markdown("unknowns.lead", state=state_text("not_published")))
        st.markdown(
            "\n".join(
                f"- {escape(pick(row, 'statement'))}" for row in rows[:STATEMENTS_SHOWN]
            )
        )
        if len(rows) > STATEMENTS_SHOWN:
            more = plural("unknowns.more", len(rows) - STATEMENTS_SHOWN)
            show_page_link("sources", escape(more))
