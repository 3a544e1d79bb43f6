"""What is published of participants, the programme's own first."""

from dashboard.headline import Headline
from dashboard.statements import find_statements, show_statements

INSTITUTION = Headline(
    "participants_published",
    "institution",
    "year",
    beside=("educational_events_held", "participants_per_event"),
    remark="people_or_head_counts",
)
FOREIGN = Headline(
    "participants_published",
    "institution",
    "year",
    beside=("educational_events_held", "participants_per_event"),
    remark="not_the_programme",
)
CARDS = {
    "programme": (FOREIGN,),
    "institution": (INSTITUTION,),
    "example": (
        Headline("people_reached", "example"),
        Headline("attendances", "example"),
        Headline("person_hours", "example"),
        Headline("women_share_ratio", "example"),
    ),
}


def show_programme_participants() -> None:
    """Show what is known of the programme's own participants."""
    statements = find_statements("programme", ("category", "training"))
    about = [
        row
        for row in statements
        if row["topic"] == "category" or row["metric"] == "attendances"
    ]
    show_statements(about, key="programme_participants")
