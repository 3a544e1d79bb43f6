"""Which figures head the trainings page."""

from dashboard.headline import Headline

CARDS = {
    "programme": (
        Headline(
            "trainings_held",
            "programme",
            beside=("trainings_planned",),
            remark="outcome_unknown",
        ),
        Headline("training_days", "programme", is_split=True),
        Headline("trainings_without_published_topic", "programme"),
    ),
    "institution": (
        Headline("educational_events_held", "institution", "year", trend_grain="month"),
        Headline("attendances", "institution", "year", trend_grain="month"),
    ),
    "example": (
        Headline("trainings_held", "example", beside=("trainings_planned",)),
        Headline("training_days", "example", is_split=True),
        Headline("attendances", "example"),
        Headline("person_hours", "example"),
    ),
}
