"""Explore: an indicator in any of its splits, as chart, table and link."""

import streamlit as st

from dashboard.explore.controls import choose_metric, show_filters
from dashboard.explore.figure import show_view
from dashboard.explore.sheet import show_sheet
from dashboard.filters import scope
from dashboard.page import open_page

open_page("explore.title", "explore.lead", "explore")
choose_metric(scope())
show_filters(scope())
figure, sheet = st.columns([2, 1])
with figure:
    show_view(scope())
with sheet:
    show_sheet(scope())
