"""The head of a page."""

import streamlit as st

from dashboard.filters import scope
from dashboard.scopes import read_lead
from dashboard.wording import escape, markdown


def open_page(title_key: str, lead_key: str, page: str) -> None:
    """Show the page's title, a lead, and what the chosen scope means here.

    The programme's own line for `page` goes before the general one.
    """
    own = read_lead(page, scope())
    st.title(markdown(title_key), anchor=False)
    st.markdown(escape(own) if own else markdown(lead_key))
    if scope() == "example":
        st.caption(markdown("frame.example_note"))


def show_heading(key: str, note_key: str | None = None) -> None:
    """Show a section's heading, with a line in small type under it."""
    st.header(markdown(key), anchor=False)
    if note_key:
        st.caption(markdown(note_key))
