"""What those see who are not let in, with the way to sign in, or out again."""

import streamlit as st

from dashboard.account import call_reader, show_way_out
from dashboard.languages import show_languages
from dashboard.roles import admit
from dashboard.sign_in.admission import Refusal
from dashboard.wording import markdown

_FAILURES = ("refused", "unreachable")


def stop_unless_admitted() -> None:
    """End the page with the reason where the reader has no role."""
    verdict = admit()
    if verdict.refusal:
        _show_refusal(verdict.refusal)
        st.stop()


def _show_refusal(refusal: Refusal) -> None:
    # A fragment by itself takes a whole line.
    row = st.container(horizontal=True, horizontal_alignment="right")
    with row.container(width="content"):
        show_languages()
    st.title(markdown(f"sign_in.{refusal}"), anchor=False)
    failure = st.query_params.get("sign_in")
    if failure in _FAILURES and refusal == "anonymous":
        st.error(markdown(f"sign_in.{failure}"), icon=":material/error:")
    st.markdown(markdown(f"sign_in.{refusal}_lead", name=call_reader()))
    if refusal == "no_role":
        show_way_out()
    elif st.button(markdown("sign_in.button"), icon=":material/login:", type="primary"):
        st.login()
