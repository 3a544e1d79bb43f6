"""How a reader opens the trace of a figure; it stands in the address."""

import streamlit as st

from dashboard.trace.figures import FigureId
from dashboard.wording import markdown

KEY = "trace"
_OPENED = "_traces_opened"


def offer_trace(figure: FigureId | None, *, key: str, words: str = "") -> None:
    """Draw a button that opens the trace of a figure; `key` is unique on the page.

    Without a figure the button waits for one to be picked. `words` are Markdown, in
    place of the usual question.
    """
    st.button(
        words or markdown("trace.open"),
        icon=":material/route:",
        type="tertiary",
        on_click=ask_trace,
        args=(figure.write(),) if figure else (),
        disabled=figure is None,
        key=f"trace_{key}",
    )


def close_trace() -> None:
    """Take the trace out of the address."""
    st.query_params.pop(KEY, None)


def renew_key(key: str) -> str:
    """The key of a widget that is made anew whenever a trace opens.

    An open popover would lie over the panel; a picked row could not be picked again.
    """
    opened = st.session_state.get(_OPENED, 0)
    return f"{key}_{opened}" if opened else key


def ask_trace(figure: str) -> None:
    """Put a figure's trace into the address; to be called where a widget changed."""
    st.query_params[KEY] = figure
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1
    # The panel is drawn by the whole page, not by the fragment of the widget.
    st.rerun()
