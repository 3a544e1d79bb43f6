"""The address of a view, whole and ready to be sent."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.explore.view import (
    WHOLE,
    View,
    choose_grain,
    list_metrics,
    list_periods,
)
from dashboard.filters import carried_query
from dashboard.wording import current_language, markdown

Query = dict[str, str | list[str]]


def show_link(view: View) -> None:
    """Show the link that leads to this view, ready to be copied."""
    query = {**carried_query(lang=current_language()), **list_query(view)}
    st.markdown(markdown("explore.link"))
    address = f"{st.context.url or ''}?{urlencode(query, doseq=True)}"
    st.code(address, language=None, wrap_lines=True)


def list_query(view: View) -> Query:
    """The parameters of a view, without those that have their defaults."""
    periods = list(list_periods(view.scope, view.metric, view.grain))
    asked: dict[str, tuple[str | list[str], str | list[str]]] = {
        "metric": (view.metric, next(iter(list_metrics(view.scope)))),
        "grain": (view.grain, choose_grain(view.scope, view.metric)),
        "by": (view.by, WHOLE),
        "and": (view.by_2, WHOLE),
        "member": (list(view.members), []),
        "member_2": (list(view.members_2), []),
        "from": (view.start.isoformat(), periods[0]),
        "to": (view.end.isoformat(), periods[-1]),
    }
    return {key: value for key, (value, preset) in asked.items() if value != preset}
