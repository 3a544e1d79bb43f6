"""What asks for attention, in words composed by kind."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.filters import scope
from dashboard.menu import show_page_link
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.wording import escape, markdown, pick, plural, text, word
from warehouse.answers.attention import fetch_attention

SUBJECTS_NAMED = 3

_ICONS = {
    "behind": "trending_down",
    "late": "schedule",
    "check": "rule",
    "unknown": "help",
}
_COLOURS = {"behind": "red", "late": "orange", "check": "blue", "unknown": "gray"}

Item = dict[str, Any]


def show_attention() -> None:
    """Show what is pressing, one line a kind, each with a link to its page."""
    items = ask(fetch_attention, scope()).to_dicts()
    kinds = [list(group) for _, group in groupby(items, lambda item: item["kind"])]
    with st.container(border=True, key="attention"):
        if kinds:
            st.header(markdown("attention.title", count=len(kinds)), anchor=False)
        else:
            st.header(markdown("attention.title_none"), anchor=False)
        for group in kinds:
            _show_kind(group)
        mark = provenance_mark(weakest_provenance(i["provenance"] for i in items))
        if mark:
            st.caption(escape(mark))


def _show_kind(items: list[Item]) -> None:
    first = items[0]
    with st.container(gap=None, key=f"attention_{first['kind']}"):
        st.markdown(f"{_mark(first['severity'])} {escape(_describe(items))}")
        page = markdown("attention.see", page=word("page", first["page"]))
        show_page_link(first["page"], page)


def _mark(severity: str) -> str:
    """Severity as icon and word: never by colour alone."""
    name = escape(word("severity", severity))
    return f":{_COLOURS[severity]}-badge[:material/{_ICONS[severity]}: {name}]"


def _describe(items: list[Item]) -> str:
    count = sum(item["item_count"] or 0 for item in items)
    subjects = _name_subjects(pick(item, "subject") for item in items)
    sentence = plural(f"attention.{items[0]['kind']}", count, subjects=subjects)
    days = max((item["days_late"] or 0 for item in items), default=0)
    # A subject may bring the full stop of its own abbreviation or sentence.
    sentence = sentence.replace("..", ".")
    return " ".join(part for part in (sentence, _describe_delay(items, days)) if part)


def _describe_delay(items: list[Item], days: int) -> str:
    due = [item["reference_date"] for item in items if item["days_late"]]
    if not due:
        return ""
    oldest: date = min(due)
    return plural("attention.days_late", days, day=oldest)


def _name_subjects(subjects: Iterable[str]) -> str:
    names = list(dict.fromkeys(name for name in subjects if name))
    # A name may have commas of its own.
    named = "; ".join(names[:SUBJECTS_NAMED])
    left = len(names) - SUBJECTS_NAMED
    return f"{named} {text('attention.more', count=left)}" if left > 0 else named
