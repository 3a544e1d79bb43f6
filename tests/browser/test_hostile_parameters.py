"""Whatever a link carries, the reader gets the page with its defaults."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from dashboard.parameters import PARAMETERS
from tests.browser.addresses import PAGES, path_of
from tests.browser.serving import Server
from tests.browser.sights import READ_EXCEPTIONS, READ_WORDS
from tests.browser.visiting import Complaints, visit

HOSTILE = (
    "<img src=x onerror=window.broken=true>",
    "<script>window.broken=true</script>",
    "javascript:window.broken=true",
    "'; drop table marts.dim_scope; --",
    "' or '1'='1",
    "\0",
    "a" * 4000,
    "Ж́\u202e👾\ufeff",
    "../../../../etc/passwd",
    "{{7*7}} ${7*7} {0.__class__} %s %00",
    "-1",
    "",
)
# Those that exist and those that a later page may bring.
LATER = {"from", "to", "city", "category", "compare", "indicator"}
FREE = {"words"}
# A release or a figure that is not there is said to be none: see test_pinned_view,
# and below.
NAMED = {"lang", "release", "trace"}
KEYS = sorted(({p.key for p in PARAMETERS} | LATER) - FREE - NAMED)
ROUNDS = 2
IS_BROKEN = """() => Boolean(window.broken)
    || document.querySelector('img[src="x"], a[href^="javascript:"]') !== null"""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("round_", range(ROUNDS))
def test_page_falls_back_to_its_defaults(
    page: str, round_: int, server: Server, tab: Page, complaints: Complaints
) -> None:
    address = f"{server.url}{path_of(page)}"
    visit(tab, f"{address}?lang=en")
    expected = tab.evaluate(READ_WORDS)
    visit(tab, f"{address}?lang=en&{_fill_keys(PAGES.index(page) * ROUNDS + round_)}")
    assert_harmless(tab, tab.url)
    assert tab.evaluate(READ_WORDS) == expected
    assert (complaints.console, complaints.requests) == ([], [])


def test_unknown_language_is_the_browsers(
    server: Server, tab: Page, complaints: Complaints
) -> None:
    for value in HOSTILE:
        visit(tab, f"{server.url}/sources?lang={quote(value, safe='')}")
        assert (tab.evaluate("document.documentElement.lang"), value) == ("en", value)
        assert_harmless(tab, value)
    assert (complaints.console, complaints.requests) == ([], [])


def test_search_words_are_only_words(
    server: Server, tab: Page, complaints: Complaints
) -> None:
    address = f"{server.url}/best_practices?lang=en&scope=example"
    for value in HOSTILE:
        visit(tab, f"{address}&words={quote(value, safe='')}")
        assert_harmless(tab, value)
    assert (complaints.console, complaints.requests) == ([], [])


def test_the_name_of_a_figure_is_only_a_name(
    server: Server, tab: Page, complaints: Complaints
) -> None:
    for value in HOSTILE:
        visit(tab, f"{server.url}/?lang=en&trace={quote(value, safe='')}")
        assert_harmless(tab, value)
    assert (complaints.console, complaints.requests) == ([], [])


def test_repeated_parameter_is_no_fault(server: Server, tab: Page) -> None:
    visit(tab, f"{server.url}/trainings?lang=en&scope=example&scope=<b>&lang=ru&lang=x")
    assert_harmless(tab, tab.url)


def assert_harmless(tab: Page, value: str) -> None:
    """No exception, and nothing of the value became part of the document."""
    assert (tab.evaluate(READ_EXCEPTIONS), value) == ([], value)
    assert (tab.evaluate(IS_BROKEN), value) == (False, value)


def _fill_keys(start: int) -> str:
    """Each key with another value; the rounds give every key every value."""
    return "&".join(
        f"{key}={quote(HOSTILE[(start + place) % len(HOSTILE)], safe='')}"
        for place, key in enumerate(KEYS)
    )
