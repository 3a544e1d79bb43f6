"""The pages and the menu that leads to them.

Streamlit's own sectioned menu fails the accessibility check, so links are drawn here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.filters import carried_query
from dashboard.roles import Role, current_role
from dashboard.settings import load_dashboard_settings
from dashboard.wording import escape, markdown, word

DEFAULT_PAGE = "overview"


@dataclass(frozen=True)
class PageEntry:
    """A page: `name` is its address, and its script is `pages/<section>/<name>.py`."""

    section: str
    name: str
    least_role: Role = Role.VIEWER
    is_public: bool = True

    @property
    def script(self) -> str:
        """Where the page's script is, from the repository's root."""
        return f"pages/{self.section}/{self.name}.py"

    def is_offered(self) -> bool:
        """Whether this audience has the page."""
        return self.is_public or load_dashboard_settings().is_internal

    def is_open(self) -> bool:
        """Whether this audience has the page and the reader's role reaches it."""
        return self.is_offered() and (current_role() or 0) >= self.least_role


MENU = (
    PageEntry("programme", "overview"),
    PageEntry("programme", "trainings"),
    PageEntry("programme", "participants"),
    PageEntry("programme", "city_projects"),
    PageEntry("programme", "best_practices"),
    PageEntry("programme", "partnerships"),
    PageEntry("performance", "indicators"),
    PageEntry("performance", "explore"),
    PageEntry("trust", "data_quality"),
    PageEntry("trust", "changes"),
    PageEntry("trust", "sources"),
    PageEntry("workbench", "intake", Role.ANALYST, is_public=False),
    PageEntry("workbench", "sql", Role.ANALYST, is_public=False),
)


def build_pages() -> dict[str, StreamlitPage]:
    """Every page that the reader may open, by its address."""
    return {
        entry.name: st.Page(
            entry.script,
            title=word("page", entry.name),
            url_path=entry.name,
            default=entry.name == DEFAULT_PAGE,
        )
        for entry in MENU
        if entry.is_open()
    }


def build_closed_pages() -> list[StreamlitPage]:
    """Pages in place of those for greater roles: their addresses say so, no more."""
    return [
        st.Page(
            partial(_show_closed, entry.least_role),
            title=word("page", entry.name),
            url_path=entry.name,
        )
        for entry in MENU
        if entry.is_offered() and not entry.is_open()
    ]


def show_menu(pages: Mapping[str, StreamlitPage]) -> None:
    """Draw the menu in one row, which a phone scrolls; links keep what is carried."""
    with st.container(horizontal=True, wrap=False, gap="xxsmall", key="menu"):
        for name, page in pages.items():
            label = escape(word("page", name))
            st.page_link(page, label=label, query_params=carried_query())


def show_page_link(name: str, label: str, **query: str) -> None:
    """Draw a link from within a page to the page `name`; `label` is Markdown.

    `query` is what the link asks of that page beside what is carried.
    Nothing is drawn for a page that this edition does not have or the reader may not
    open.
    """
    entry = next((entry for entry in MENU if entry.name == name), None)
    if entry and entry.is_open():
        st.page_link(entry.script, label=label, query_params=carried_query(**query))


def _show_closed(least: Role) -> None:
    st.title(markdown("closed_page.title"), anchor=False)
    role = word("role", least.name.lower())
    st.info(markdown("closed_page.lead", role=role), icon=":material/lock:")
