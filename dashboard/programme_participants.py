"""What is published of the programme's own participants."""

from dashboard.statements import find_statements, show_statements


def show_programme_participants() -> None:
    """Show what is known of the programme's own participants."""
    statements = find_statements("programme", ("category", "training"))
    about = [
        row
        for row in statements
        if row["topic"] == "category" or row["metric"] == "attendances"
    ]
    show_statements(about, key="programme_participants")
