"""What is published of the programme's own participants."""

from dashboard.statements import Statement, find_statements


def find_participant_statements() -> list[Statement]:
    """What is said and left open of the programme's own participants."""
    statements = find_statements("programme", ("category", "training"))
    return [
        row
        for row in statements
        if row["topic"] == "category" or row["metric"] == "attendances"
    ]
