"""Who is signed in, and the way out."""

import time

import streamlit as st

from dashboard.fragments import fragment
from dashboard.roles import current_role
from dashboard.settings import load_sign_in
from dashboard.sign_in.admission import end_token, read_expiry
from dashboard.sign_in.journal import record_sign_out
from dashboard.wording import escape, markdown, word

_MOST_SECONDS = 86_400.0


def show_account() -> None:
    """Show who is signed in as what, with the way out; nothing where nobody has to."""
    role = current_role()
    if load_sign_in() is None or role is None:
        return
    with st.popover(
        escape(word("role", role.name.lower())), icon=":material/account_circle:"
    ):
        st.markdown(markdown("account.signed_in", name=call_reader()))
        show_way_out()
    _leave_at_expiry()


def call_reader() -> str:
    """By what the provider calls the reader."""
    claims = st.user.to_dict()
    names = (claims.get(key) for key in ("email", "name", "sub"))
    return next((str(name) for name in names if name), "")


def show_way_out() -> None:
    """Draw the button that signs the reader out, at the provider too."""
    st.button(
        markdown("account.sign_out"),
        icon=":material/logout:",
        on_click=_sign_out,
        key="sign_out",
    )


def _sign_out() -> None:
    claims = st.user.to_dict()
    end_token(claims)
    record_sign_out(claims)
    st.logout()


def _leave_at_expiry() -> None:
    """Take the page off the screen when its reader's time is over."""
    left = read_expiry(st.user.to_dict()) - time.time()
    seconds = min(max(left, 0.0) + 1.0, _MOST_SECONDS)
    fragment(key="expiry", run_every=seconds)(_do_nothing)()


def _do_nothing() -> None:
    """The fragment around it judges the reader."""
