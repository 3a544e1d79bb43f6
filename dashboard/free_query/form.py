"""The field that a query is written in."""

import streamlit as st

from dashboard.filters import scope
from dashboard.free_query.session import TEXT, ask_query, take_problem
from dashboard.wording import markdown, text
from warehouse.free_query.order import MOST_CHARACTERS
from warehouse.settings import load_settings

HEIGHT = 190
_EXAMPLE = """\
select metric, period, value, state
from marts.mart_metric_value
where scope = '{scope}' and grain = 'year' and dimension = 'total'
order by metric, period
"""


def show_form(*, is_busy: bool) -> None:
    """Show the field with an example in it, the limits, and the button."""
    settings = load_settings()
    if TEXT not in st.session_state:
        st.session_state[TEXT] = _EXAMPLE.format(scope=scope())
    with st.form("sql_form"):
        st.text_area(
            markdown("sql.query"),
            key=TEXT,
            height=HEIGHT,
            max_chars=MOST_CHARACTERS,
            persist_state="session",
        )
        st.caption(
            markdown(
                "sql.limits",
                seconds=settings.query_seconds,
                rows=settings.query_rows,
                memory=settings.query_memory,
            )
        )
        is_asked = st.form_submit_button(
            markdown("sql.run"),
            icon=":material/play_arrow:",
            disabled=is_busy,
            key="sql_run",
        )
        if is_asked:
            # Not in a callback: that would run before the reader's role is judged.
            ask_query()
            st.rerun()
        if problem := take_problem():
            st.warning(text(f"sql.problem_{problem}"), icon=":material/info:")
