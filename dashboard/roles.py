"""What a reader may open: three roles, each with all that the one before it has."""

from enum import IntEnum

import streamlit as st

_ADMITTED = "_admitted_role"


class Role(IntEnum):
    """A role; a greater one may open whatever a lesser one may."""

    VIEWER = 1
    ANALYST = 2
    ADMINISTRATOR = 3


def current_role() -> Role | None:
    """The reader's role in this run; None opens no page.

    Whoever sits at the machine that runs the dashboard may do everything there anyway.
    """
    return Role.ADMINISTRATOR


def admit() -> None:
    """Remember as what the reader was admitted to the page that is about to run."""
    st.session_state[_ADMITTED] = current_role()


def has_role_changed() -> bool:
    """Whether the reader is no longer what the page was drawn for."""
    return current_role() != st.session_state.get(_ADMITTED)
