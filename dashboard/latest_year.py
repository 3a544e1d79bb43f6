"""The latest year with a register of attendances, in two pictures."""

import streamlit as st

from dashboard.data import ask
from dashboard.participation import (
    METRIC,
    show_dimension,
    show_months,
    show_register_note,
)
from warehouse.answers.participants import fetch_periods

LEADING_DIMENSION = "participant_category"


def show_latest_year(scope: str) -> None:
    """Show attendances by month and by category; nothing without a register.

    The note says what the splits assume, where they are not published themselves.
    """
    years = ask(fetch_periods, (METRIC,), scope, "year")["period"].to_list()
    if not years:
        return
    show_register_note()
    months, categories = st.columns(2)
    with months:
        show_months(scope, max(years))
    with categories:
        show_dimension(scope, max(years), LEADING_DIMENSION)
