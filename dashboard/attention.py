"""What asks for attention, in words composed by kind."""

from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.filters import scope
from dashboard.menu import show_page_link
from dashboard.wording import escape, format_date, markdown, pick, plural, word
from warehouse.answers.attention import fetch_attention

ITEMS_SHOWN = 6

_ICONS = {"unknown": "help", "late": "schedule", "check": "rule"}
_COLOURS = {"unknown": "gray", "late": "orange", "check": "blue"}

Item = dict[str, Any]


def show_attention() -> None:
    """Show the most pressing items, each with a link to the page it is about."""
    items = ask(fetch_attention, scope()).to_dicts()
    with st.container(border=True, height="stretch", key="attention"):
        st.header(
            escape(plural("attention.title", len(items)))
            if items
            else markdown("attention.title_none"),
            anchor=False,
        )
        for item in items[:ITEMS_SHOWN]:
            _show_item(item)
        if len(items) > ITEMS_SHOWN:
            st.caption(escape(plural("attention.more", len(items) - ITEMS_SHOWN)))


def _show_item(item: Item) -> None:
    with st.container(gap=None, key=f"attention_{item['item_id']}"):
        st.markdown(f"{_mark(item)} {escape(_describe(item))}")
        show_page_link(
            item["page"], markdown("attention.see", page=word("page", item["page"]))
        )


def _mark(item: Item) -> str:
    """Severity as icon and word: never by colour alone."""
    severity = item["severity"]
    name = escape(word("severity", severity))
    return f":{_COLOURS[severity]}-badge[:material/{_ICONS[severity]}: {name}]"


def _describe(item: Item) -> str:
    sentence = plural(
        f"attention.{item['kind']}",
        item["item_count"] or 0,
        subject=pick(item, "subject"),
        day=format_date(item["reference_date"]),
    )
    if not item["days_late"]:
        return sentence
    return f"{sentence} {plural('attention.days_late', item['days_late'])}"
