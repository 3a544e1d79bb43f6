"""Links to the page a reader is on, with a part of its address changed.

They load the page anew, in the same tab: the links that Streamlit draws itself open a
new one, or stay in the session and leave the address as it was.
"""

from html import escape
from urllib.parse import urlencode

import streamlit as st


def change_query(**changes: str | None) -> str:
    """The query of this address with parameters set, or taken out by None."""
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    changed = {**query, **{key: [value] for key, value in changes.items() if value}}
    kept = {key: v for key, v in changed.items() if changes.get(key, "") is not None}
    return f"?{urlencode(kept, doseq=True)}"


def build_link(words: str, query: str, *, lang: str | None = None) -> str:
    """The HTML of a link; `words` are plain text, `lang` is their language."""
    language = f' lang="{lang}"' if lang else ""
    link = f'href="{escape(query)}"{language} style="color:inherit"'
    return f"<a {link}>{escape(words)}</a>"
