"""Changes: the release shown beside an earlier one, figure by figure."""

import streamlit as st

from dashboard.changes.pair import choose_before
from dashboard.changes.sections import show_comparison
from dashboard.page import open_page
from dashboard.wording import markdown

open_page("compare.title", "compare.lead", "changes")
before = choose_before()
if before is None:
    st.info(markdown("compare.no_other"), icon=":material/history:")
else:
    show_comparison(before)
