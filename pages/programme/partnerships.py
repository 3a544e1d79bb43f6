"""Partnerships: stages, pairs, and the regions they join."""

from dashboard.filters import scope
from dashboard.page import open_page
from dashboard.partnerships import show_partnerships
from dashboard.pipelines import show_pipeline
from dashboard.places import show_regions
from dashboard.statements import find_statements, show_statements

open_page("partnerships.title", "partnerships.lead", "partnerships")
show_pipeline("partnership", scope(), goal="agreed")
show_partnerships(scope())
show_regions()
show_statements(find_statements(scope(), ("partnership",)), key="statements")
