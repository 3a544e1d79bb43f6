"""Rows that wait to be mended, and reports that the calendar still expects."""

from typing import Any

import streamlit as st

from dashboard.data import ask, served
from dashboard.filters import scope
from dashboard.menu import show_page_link
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.wording import escape, markdown, plural, text, word
from warehouse.answers.quality import fetch_reports, fetch_rows_waiting
from warehouse.answers.sources import fetch_sources

FILES_NAMED = 5


def show_rows_awaited() -> None:
    """Show what waits in quarantine and what is late, and where to see the files."""
    waiting = ask(fetch_rows_waiting, scope()).to_dicts()
    lines = [_describe_waiting(waiting), _describe_reports(), _describe_loads()]
    st.markdown("\n".join(f"- {escape(line)}" for line in lines if line))
    mark = provenance_mark(weakest_provenance(row["provenance"] for row in waiting))
    if mark:
        st.caption(escape(mark))
    show_page_link("sources", markdown("attention.see", page=word("page", "sources")))


def _describe_waiting(waiting: list[dict[str, Any]]) -> str:
    if not waiting:
        return text("awaited.no_rows")
    count = sum(row["item_count"] for row in waiting)
    named = ", ".join(
        f"{row['file_name']} ({row['item_count']})" for row in waiting[:FILES_NAMED]
    )
    left = len(waiting) - FILES_NAMED
    more = f" {text('attention.more', count=left)}" if left > 0 else ""
    return plural("awaited.rows", count, files=named + more)


def _describe_reports() -> str:
    as_of = served().release.info.as_of[scope()]
    reports = ask(fetch_reports, scope()).to_dicts()
    if not reports:
        return text("awaited.no_reports", day=as_of)
    overdue = [row for row in reports if row["reporting_state"] == "overdue"]
    return plural("awaited.reports", len(reports), overdue=len(overdue), day=as_of)


def _describe_loads() -> str:
    loads = ask(fetch_sources, "register_load").to_dicts()
    if not loads:
        return text("sources.no_loads")
    newest = max(load["loaded_at"] for load in loads)
    return plural("awaited.loads", len(loads), day=newest.date())
