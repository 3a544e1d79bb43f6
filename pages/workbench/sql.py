"""SQL: an analyst's own query of the release that is shown."""

from dashboard.dictionary import show_dictionary
from dashboard.free_query.form import show_form
from dashboard.free_query.history import show_history
from dashboard.free_query.result import show_outcome
from dashboard.free_query.session import find_latest
from dashboard.page import open_page, show_heading

open_page("sql.title", "sql.lead", "sql")
latest = find_latest()
show_form(is_busy=latest is not None and latest.outcome is None)
if latest:
    show_outcome(latest)
show_history()

show_heading("sql.tables_title", "sql.tables_note")
show_dictionary()
