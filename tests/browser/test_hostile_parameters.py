"""Whatever a link carries, the reader gets the page with its defaults."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from dashboard.filters import PARAMETERS
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
KEYS = tuple(
    {p.key for p in PARAMETERS if p.key != "lang"}
    | {"scope", "period", "from", "to", "city", "category", "training", "release"}
)
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
    assert tab.evaluate(READ_EXCEPTIONS) == []
    assert tab.evaluate(IS_BROKEN) is False
    assert tab.evaluate(READ_WORDS) == expected
    assert (complaints.console, complaints.requests) == ([], [])


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_unknown_language_is_the_browsers(
    value: str, server: Server, tab: Page, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}/?lang={quote(value)}")
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.evaluate(READ_EXCEPTIONS) == []
    assert tab.evaluate(IS_BROKEN) is False
    assert (complaints.console, complaints.requests) == ([], [])


def test_repeated_parameter_is_no_fault(server: Server, tab: Page) -> None:
    visit(tab, f"{server.url}/trainings?lang=en&scope=example&scope=<b>&lang=ru&lang=x")
    assert tab.evaluate(READ_EXCEPTIONS) == []


def _fill_keys(start: int) -> str:
    """Each key with another value; the rounds give every key every value."""
    return "&".join(
        f"{key}={quote(HOSTILE[(start + place) % len(HOSTILE)], safe='')}"
        for place, key in enumerate(sorted(KEYS))
    )
