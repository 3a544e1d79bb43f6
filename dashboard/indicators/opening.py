"""From the list to one indicator and back, with the address following."""

import streamlit as st

from dashboard.wording import markdown


def offer_indicator(metric: str, label: str, *, place: str = "open") -> None:
    """Draw a button that opens one indicator's page; `label` is Markdown.

    `place` tells buttons of one indicator apart. A page link to the page it stands on
    leaves the address as it was (Streamlit 1.67).
    """
    is_asked = st.button(
        label,
        type="tertiary",
        icon=":material/chevron_right:",
        icon_position="right",
        key=f"{place}_{metric}",
    )
    if is_asked:
        open_indicator(metric)


def open_indicator(metric: str) -> None:
    """Show one indicator's page, from whichever fragment it is asked for."""
    st.query_params["indicator"] = metric
    st.rerun()


def offer_list() -> None:
    """Draw a button that returns to the list, with the filters it had."""
    st.button(
        markdown("indicator.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=_return_to_list,
        key="indicator_back",
    )


def _return_to_list() -> None:
    st.query_params.pop("indicator", None)
