"""Best practices: the way into the Code, and the catalogue."""

from dashboard.filters import scope
from dashboard.page import open_page
from dashboard.pipelines import show_pipeline
from dashboard.practices import show_catalogue
from dashboard.statements import find_statements, show_statements

open_page("practices.title", "practices.lead", "best_practices")
show_pipeline("best_practice", scope(), goal="included")
show_catalogue(scope())
show_statements(
    find_statements(scope(), ("best_practice", "activity")), key="statements"
)
