"""What an analyst sees of a draft: that it is one, and the next when it is made."""

from collections.abc import Iterator
from urllib.parse import urlencode

import streamlit as st

from dashboard.data import find_current, shown
from dashboard.filters import carried_query
from dashboard.fragments import fragment
from dashboard.links import build_link, change_query
from dashboard.settings import load_dashboard_settings
from dashboard.wording import format_moment, markdown, text
from warehouse.releases import Release

_SECONDS_BETWEEN = 2


@fragment(key="draft_ribbon")
def show_draft_ribbon() -> None:
    """Say that a draft is shown, with the ways to what moves and what is served."""
    draft = shown().served.release
    if not draft.is_draft:
        return
    time = format_moment(draft.info.created_at)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="draft"
    ):
        words = markdown("draft.ribbon", time=time, base=draft.info.base or "")
        name = markdown("draft.name")
        st.markdown(f":orange-badge[:material/edit: {name}] {words}", width="content")
        st.html(" · ".join(_list_links(draft)), width="content")


def _list_links(draft: Release) -> Iterator[str]:
    yield build_link(text("draft.impact"), f"changes?{urlencode(carried_query())}")
    if published := draft.info.predecessor.release:
        yield build_link(text("draft.published"), change_query(release=published))


def follow_drafts() -> None:
    """At an analyst's desk, show a new draft as soon as it is made."""
    if load_dashboard_settings().shows_draft:
        _look_for_another()


@fragment(key="next_draft", run_every=_SECONDS_BETWEEN)
def _look_for_another() -> None:
    current = find_current()
    if current and current.release.id != shown().current.release.id:
        st.rerun()
