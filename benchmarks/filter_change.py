"""A month chosen on the trainings page against a month chosen on a bare page."""

from benchmarks.interactions import make_choice_timer
from benchmarks.measuring import Comparison, compare
from benchmarks.servers import serve_bare_page, serve_dashboard
from benchmarks.warehouses import make_demo_warehouse
from tests.browser.chromium import open_browser
from tests.browser.visiting import open_tab, visit

REPETITIONS = 24
TARGET = 1.2
TRAININGS = "/trainings?lang=en&scope=institution"


def measure() -> list[Comparison]:
    """Milliseconds from click to settled DOM, by turns in two tabs of one browser."""
    with (
        serve_dashboard(make_demo_warehouse()) as dashboard,
        serve_bare_page() as bare,
        open_browser() as browser,
        open_tab(browser) as page,
        open_tab(browser) as bare_page,
    ):
        visit(page, dashboard.url + TRAININGS)
        visit(bare_page, bare.url)
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
