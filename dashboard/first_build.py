"""The page shown while there is no release: builds the demo, then goes on."""

import streamlit as st

from dashboard.wording import markdown


def show_first_build() -> None:
    """Build the demo in the background, show its stages, and rerun when it is done."""
    st.title(markdown("first_build.title"), anchor=False)
    st.markdown(markdown("first_build.lead"))
    st.stop()
