"""The head of a page."""

import streamlit as st

from dashboard.filters import scope
from dashboard.wording import markdown


def open_page(title_key: str, lead_key: str | None = None) -> None:
    """Show the page's title, a lead, and what the chosen scope means here."""
    st.title(markdown(title_key), anchor=False)
    if lead_key:
        st.markdown(markdown(lead_key))
    if scope() == "example":
        st.caption(markdown("frame.example_note"))


def show_heading(key: str, note_key: str | None = None) -> None:
    """Show a section's heading, with a line in small type under it."""
    st.header(markdown(key), anchor=False)
    if note_key:
        st.caption(markdown(note_key))
