"""The overview, first seen and seen again, against the bare page."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from benchmarks.interactions import (
    make_choice_timer,
    make_navigation_timer,
    time_click,
    time_first_load,
)
from benchmarks.measuring import Comparison, compare
from benchmarks.two_tabs import open_two_tabs
from tests.browser.visiting import open_tab, settle, visit

COLD_REPETITIONS = 12
WARM_REPETITIONS = 20
OVERVIEW = "/?lang=en"
AWAY = "/sources?lang=en"


def measure() -> list[Comparison]:
    """Milliseconds until the DOM settles: new session, change of scope, navigation."""
    with open_two_tabs() as tabs:
        cold = compare(
            "overview, new session",
            "ms",
            make_first_load_timer(tabs.browser, tabs.url + OVERVIEW),
            make_first_load_timer(tabs.browser, tabs.bare_url),
            repetitions=COLD_REPETITIONS,
            note="new browser profile, from the document's start to settled DOM",
        )
        visit(tabs.page, tabs.url + OVERVIEW)
        visit(tabs.bare_page, tabs.bare_url)
        floor = make_choice_timer(tabs.bare_page, "Month", "Chosen: {option}")
        return [cold, *_compare_warm(tabs.page, tabs.url, floor)]


def _compare_warm(page: Page, url: str, floor: Callable[[], float]) -> list[Comparison]:
    rerun = compare(
        "overview, change of scope",
        "ms",
        make_scope_timer(page),
        floor,
        repetitions=WARM_REPETITIONS,
        warm_ups=3,
        note="against a choice on the bare page",
    )
    navigation = compare(
        "overview, from another page",
        "ms",
        make_navigation_timer(page, url + AWAY, "Overview"),
        floor,
        repetitions=WARM_REPETITIONS,
        note="through the menu; against a choice on the bare page",
    )
    return [rerun, navigation]


def make_first_load_timer(browser: Browser, address: str) -> Callable[[], float]:
    """A measure that opens the address in a new profile each time."""

    def load() -> float:
        with open_tab(browser) as page:
            return time_first_load(page, address)

    return load


def make_scope_timer(page: Page) -> Callable[[], float]:
    """A measure that chooses the next scope each time."""
    scopes = ("Worked example", "Institution", "Programme")
    turn = 0

    def choose() -> float:
        nonlocal turn
        button = page.get_by_role("radio", name=scopes[turn % len(scopes)])
        turn += 1
        milliseconds = time_click(page, button, "")
        settle(page)
        return milliseconds

    return choose
