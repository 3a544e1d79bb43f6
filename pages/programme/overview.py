"""The overview: what was delivered, what needs attention, where and when."""

import streamlit as st

from dashboard.attention import show_attention
from dashboard.cards import show_cards
from dashboard.filters import scope
from dashboard.happenings import show_timeline
from dashboard.headline import build_cards
from dashboard.latest_changes import show_latest_changes
from dashboard.latest_year import show_latest_year
from dashboard.page import open_page
from dashboard.places import has_places, show_places
from dashboard.unknowns import show_unknowns
from dashboard.upcoming import show_upcoming

open_page("overview.title", "overview.lead", "overview")
show_cards(build_cards("overview", scope()))

left, right = st.columns(2)
with left:
    show_attention()
    show_upcoming()
    if has_places():
        show_unknowns()
with right:
    if has_places():
        show_places()
    else:
        show_unknowns()

show_latest_year(scope())
show_timeline()
show_latest_changes()
