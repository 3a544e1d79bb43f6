"""An indicator chosen on the explore page against a choice on a bare page."""

from benchmarks.interactions import make_choice_timer
from benchmarks.measuring import Comparison, compare
from benchmarks.servers import serve_bare_page, serve_dashboard
from benchmarks.warehouses import make_demo_warehouse
from tests.browser.chromium import open_browser
from tests.browser.visiting import open_tab, visit

REPETITIONS = 30
WARM_UPS = 40
EXPLORE = "/explore?lang=en&scope=example"


def measure() -> list[Comparison]:
    """Milliseconds from click to settled DOM, by turns in two tabs of one browser."""
    with (
        serve_dashboard(make_demo_warehouse()) as dashboard,
        serve_bare_page() as bare,
        open_browser() as browser,
        open_tab(browser) as page,
        open_tab(browser) as bare_page,
    ):
        visit(page, dashboard.url + EXPLORE)
        visit(bare_page, bare.url)
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
