"""Changes: the release shown beside an earlier one, figure by figure."""

import streamlit as st

from dashboard.changes.definitions import show_definitions
from dashboard.changes.figures import show_figures
from dashboard.changes.pair import choose_before, compare_with
from dashboard.changes.sources import show_files, show_rows
from dashboard.changes.targets import show_targets
from dashboard.page import open_page, show_heading
from dashboard.wording import markdown

open_page("compare.title", "compare.lead", "changes")
before = choose_before()
if before is None:
    st.info(markdown("compare.no_other"), icon=":material/history:")
    st.stop()
comparison = compare_with(before)

show_heading("compare.figures_title", "compare.weight_rule")
show_figures(comparison)

show_heading("compare.targets_title")
show_targets(comparison)

show_heading("compare.definitions_title", "compare.definitions_note")
show_definitions(comparison)

show_heading("compare.rows_title", "compare.rows_note")
show_rows(comparison)
show_files(comparison)
