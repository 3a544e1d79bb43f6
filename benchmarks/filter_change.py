"""A month chosen on the trainings page against a month chosen on a bare page."""

from benchmarks.interactions import make_choice_timer
from benchmarks.measuring import Comparison, compare
from benchmarks.two_tabs import open_beside_bare_page

REPETITIONS = 24
TARGET = 1.2
TRAININGS = "/trainings?lang=en&scope=institution"


def measure() -> list[Comparison]:
    """Milliseconds from click to settled DOM, by turns in two tabs of one browser."""
    with open_beside_bare_page(TRAININGS) as (page, bare_page):
        return [
            compare(
                "filter change, trainings",
                "ms",
                make_choice_timer(page, "Year or month", ""),
                make_choice_timer(bare_page, "Month", "Chosen: {option}"),
                repetitions=REPETITIONS,
                warm_ups=12,
                target=TARGET,
                note="scope institution, a month chosen, from click to settled DOM; "
                "every choice was made once before",
            )
        ]
