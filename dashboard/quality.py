"""The data quality of one indicator: what rules found, and what a person found."""

from dashboard.quality_assessments import show_assessments
from dashboard.quality_checks import show_checks


def show_quality(metric: str, scope: str) -> None:
    """Show an indicator's automatic checks, and under them its assessments."""
    show_checks(metric, scope)
    show_assessments(metric, scope)
