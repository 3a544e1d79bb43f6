"""The session's earlier queries, to be asked again."""

import streamlit as st

from dashboard.free_query.session import Past, list_earlier, write_again
from dashboard.wording import escape, format_moment, markdown, plural, text


def show_history() -> None:
    """Show each earlier query with what came of it, the newest first."""
    earlier = list_earlier()
    if not earlier:
        return
    with st.expander(
        markdown("sql.history"), icon=":material/history:", key="sql_history"
    ):
        for place, past in enumerate(earlier):
            _show_past(place, past)


def _show_past(place: int, past: Past) -> None:
    with st.container(border=True, key=f"sql_past_{place}"):
        st.caption(escape(_describe(past)))
        st.code(past.sql, language="sql", wrap_lines=True)
        st.button(
            markdown("sql.again"),
            icon=":material/edit:",
            on_click=write_again,
            args=(past.sql,),
            key=f"sql_again_{place}",
        )


def _describe(past: Past) -> str:
    count = text("sql.refused") if past.rows is None else plural("sql.rows", past.rows)
    return " · ".join((format_moment(past.at), count, past.release_id))
