"""The pages and the menu that leads to them.

Streamlit's own sectioned menu fails the accessibility check, so links are drawn here.
"""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.filters import carried_query
from dashboard.wording import escape, word

DEFAULT_PAGE = "overview"
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "programme": (
        "overview",
        "trainings",
        "participants",
        "city_projects",
        "best_practices",
        "partnerships",
    ),
    "performance": ("indicators", "explore"),
    "trust": ("data_quality", "changes", "sources"),
    "workbench": ("intake",),
}


def build_pages() -> dict[str, StreamlitPage]:
    """Every page by its address."""
    return {
        name: st.Page(
            f"pages/{section}/{name}.py",
            title=word("page", name),
            url_path=name,
            default=name == DEFAULT_PAGE,
        )
        for section, names in SECTIONS.items()
        for name in names
    }


def show_menu(pages: Mapping[str, StreamlitPage]) -> None:
    """Draw the menu in one row, which a phone scrolls; links keep what is carried."""
    with st.container(horizontal=True, wrap=False, gap="xxsmall", key="menu"):
        for name, page in pages.items():
            label = escape(word("page", name))
            st.page_link(page, label=label, query_params=carried_query())


def show_page_link(name: str, label: str, **query: str) -> None:
    """Draw a link from within a page to the page `name`; `label` is Markdown.

    `query` is what the link asks of that page beside what is carried.
    Nothing is drawn for a page that this edition does not have.
    """
    section = next((key for key, names in SECTIONS.items() if name in names), None)
    if section is None:
        return
    st.page_link(
        f"pages/{section}/{name}.py", label=label, query_params=carried_query(**query)
    )
