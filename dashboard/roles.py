"""What the reader of this run may open."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st
from starlette.requests import Request

from dashboard.settings import load_dashboard_settings, load_sign_in
from dashboard.sign_in.admission import Claims, Verdict, judge
from dashboard.sign_in.cookies import read_claims
from dashboard.sign_in.journal import record_verdict
from dashboard.sign_in.role import Role

__all__ = [
    "Role",
    "admit",
    "current_role",
    "has_role_changed",
    "hold_role",
    "judge_reader",
    "judge_request",
    "least",
]

P = ParamSpec("P")

_ADMITTED = "_admitted_role"


def judge_reader() -> Verdict:
    """The role now of the reader of a page, or why there is none."""
    return _judge(st.user.to_dict)


def judge_request(request: Request) -> Verdict:
    """The role of whoever asks for a route, or why there is none."""
    return _judge(lambda: read_claims(request.cookies))


def current_role() -> Role | None:
    """The reader's role now; None opens no page."""
    return judge_reader().role


def admit() -> Verdict:
    """Judge the reader for the page that is about to run, and remember the role."""
    verdict = judge_reader()
    if load_sign_in():
        record_verdict(st.user.to_dict(), verdict)
    st.session_state[_ADMITTED] = verdict.role
    return verdict


def has_role_changed() -> bool:
    """Whether the reader is no longer what the page was drawn for."""
    return current_role() != st.session_state.get(_ADMITTED)


def hold_role() -> Callable[[], bool]:
    """A question for later, outside the session: has the reader this role still?"""
    claims = st.user.to_dict()
    role = current_role()
    return lambda: role is not None and _judge(lambda: claims).role == role


def least(role: Role) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Let a widget's callback do nothing for readers below `role`.

    Callbacks run before the page, and so before its access check.
    """

    def decorate(act: Callable[P, None]) -> Callable[P, None]:
        @wraps(act)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            if (current_role() or 0) >= role:
                act(*args, **kwargs)

        return guarded

    return decorate


def _judge(read: Callable[[], Claims]) -> Verdict:
    """Nobody signs in to the public audience.

    Whoever sits at the machine that runs the dashboard may do everything there anyway.
    """
    if not load_dashboard_settings().is_internal:
        return Verdict(Role.VIEWER)
    sign_in = load_sign_in()
    return judge(read(), sign_in) if sign_in else Verdict(Role.ADMINISTRATOR)
