"""Fragments of a page, which run again without it, and so without its access check."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, overload

import streamlit as st

from dashboard.roles import has_role_changed

P = ParamSpec("P")
R = TypeVar("R")


@overload
def fragment(function: Callable[P, R], /) -> Callable[P, R]: ...


@overload
def fragment(
    *, key: str | None = None, run_every: float | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]: ...


def fragment(
    function: Callable[P, R] | None = None,
    /,
    *,
    key: str | None = None,
    run_every: float | None = None,
) -> Callable[..., object]:
    """Make a fragment as `st.fragment` does, which judges the reader at each run.

    Where the reader's role is no longer that of the page's run, the whole page begins
    again and says what is the matter.
    """

    def decorate(drawn: Callable[P, R]) -> Callable[P, R]:
        @wraps(drawn)
        def judged(*args: P.args, **kwargs: P.kwargs) -> R:
            if has_role_changed():
                st.rerun()
            return drawn(*args, **kwargs)

        # The one place that may: everything else takes the fragment from here.
        return st.fragment(judged, key=key, run_every=run_every)  # noqa: TID251

    return decorate(function) if function else decorate
