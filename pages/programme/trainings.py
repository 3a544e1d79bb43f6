"""Trainings and educational events; `?training=<id>` shows one of them."""

import streamlit as st

from dashboard.cards import show_cards
from dashboard.filters import scope
from dashboard.headline import build_cards
from dashboard.page import open_page
from dashboard.statements import find_statements, show_statements
from dashboard.training import find_training, show_training
from dashboard.training_cards import CARDS
from dashboard.training_line import show_training_line
from dashboard.trainings import show_training_list, show_training_notes

training = find_training(scope())
if training:
    show_training(training, scope())
    st.stop()

open_page("trainings.title", f"trainings.lead_{scope()}")
show_cards(build_cards(CARDS[scope()]))
if scope() == "programme":
    show_training_line(scope())
    show_training_notes(scope())
    show_statements(
        find_statements(scope(), ("training", "concept", "course")),
        key="training_statements",
    )
else:
    show_training_list(scope())
