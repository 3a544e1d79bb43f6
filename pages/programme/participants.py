"""Participants: what is published first, then the split and the counting rules."""

import streamlit as st

from dashboard.cards import show_cards
from dashboard.counting_rules import show_counting_rules
from dashboard.filters import scope
from dashboard.headline import build_cards
from dashboard.page import open_page
from dashboard.participation import has_participation, show_participation
from dashboard.programme_participants import find_participant_statements
from dashboard.statements import show_statements

open_page("participants.title", "participants.lead", "participants")
cards = build_cards("participants", scope())
statements = [] if scope() == "example" else find_participant_statements()
if not statements:
    show_cards(cards)
else:
    published, figure = st.columns([2, 1])
    with published:
        show_statements(statements, key="programme_participants")
    with figure:
        show_cards(cards)
if scope() != "programme" or has_participation(scope()):
    show_participation(scope())
    show_counting_rules(scope())
