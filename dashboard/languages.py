"""The choice of language, on every page and where nobody has signed in yet."""

import streamlit as st

from dashboard.fragments import fragment
from dashboard.links import build_link, change_query
from dashboard.wording import LANGUAGES, current_language, word


@fragment(key="languages")
def show_languages() -> None:
    """Full-page links, because `<html lang>` is set when a page is loaded."""
    links = [_build_language_link(code) for code in LANGUAGES]
    st.html(" · ".join(links), width="content")


def _build_language_link(code: str) -> str:
    name = word("language", code)
    if code == current_language():
        return f'<strong lang="{code}">{name}</strong>'
    return build_link(name, change_query(lang=code), lang=code)
