"""Two releases side by side: figures, targets, definitions, rows and files."""

from dashboard.changes.definitions import show_definitions
from dashboard.changes.figures import show_figures
from dashboard.changes.pair import compare_with
from dashboard.changes.sources import show_files, show_rows
from dashboard.changes.targets import show_targets
from dashboard.page import show_heading
from warehouse.releases import Release


def show_comparison(before: Release) -> None:
    """Show what the release shown has otherwise than an earlier one."""
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
