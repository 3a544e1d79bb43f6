"""An indicator chosen on the explore page against a choice on a bare page."""

from benchmarks.interactions import make_choice_timer
from benchmarks.measuring import Comparison, compare
from benchmarks.two_tabs import open_beside_bare_page

REPETITIONS = 30
WARM_UPS = 40
EXPLORE = "/explore?lang=en&scope=example"


def measure() -> list[Comparison]:
    """Milliseconds from click to settled DOM, by turns in two tabs of one browser."""
    with open_beside_bare_page(EXPLORE) as (page, bare_page):
        return [
            compare(
                "change of indicator, explore",
                "ms",
                make_choice_timer(page, "Indicator", ""),
                make_choice_timer(bare_page, "Month", "Chosen: {option}"),
                repetitions=REPETITIONS,
                warm_ups=WARM_UPS,
                note="scope example, the next indicator chosen, from click to settled "
                "DOM: choices, chart, table, definition and link; every choice was "
                "made once before",
            )
        ]
