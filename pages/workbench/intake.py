"""Intake: register files are handed over, checked, loaded, and accounted for."""

import streamlit as st

from dashboard.intake.form import show_form
from dashboard.intake.ledger import show_ledger
from dashboard.intake.loads import fetch_history, list_counting
from dashboard.intake.progress import show_parcel
from dashboard.intake.quarantine import count_waiting, fetch_open, show_quarantine
from dashboard.intake.session import find_current
from dashboard.intake.template import show_template
from dashboard.page import open_page, show_heading
from warehouse.parcel_runs import Run, read_run

open_page("intake.title", "intake.lead", "intake")
history = fetch_history()
faults = fetch_open(history)
parcel = find_current()
run = read_run(parcel) if parcel else Run("new")

files, template = st.columns([2, 1])
with files:
    show_form(list_counting(history), is_busy=run.state == "running")
with template:
    show_template()
if parcel and run.state != "new":
    show_parcel(parcel, run)

show_heading("intake.quarantine_title", "intake.quarantine_note")
show_quarantine(faults)

show_heading("intake.ledger_title", "intake.ledger_note")
show_ledger(history, count_waiting(faults))
