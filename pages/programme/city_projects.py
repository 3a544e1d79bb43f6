"""City projects: the map of cities, then each project with its milestones."""

from dashboard.city_works import show_city_projects
from dashboard.filters import scope
from dashboard.page import open_page
from dashboard.places import show_places
from dashboard.statements import find_statements, show_statements

open_page("projects.title", "projects.lead", "city_projects")
show_places()
show_city_projects(scope())
show_statements(
    find_statements(scope(), ("project", "result", "exchange")), key="statements"
)
