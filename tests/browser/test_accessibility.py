"""axe finds nothing serious, and nothing needs sideways scrolling on a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.addresses import PAGES, THEMES, WIDTHS, Address
from tests.browser.serving import Server
from tests.browser.visiting import open_tab, show_whole_page, visit

GRAVE = ("serious", "critical")
PHONE = min(WIDTHS)
# The example has most to show; the other languages and scopes take one round each.
VISITS = [
    *(
        (Address(p, "en", "example"), w, t)
        for p in PAGES
        for w in WIDTHS
        for t in THEMES
    ),
    *((Address(page, "ru", "programme"), 1440, "light") for page in PAGES),
    *((Address(page, "ru", "institution"), 390, "dark") for page in PAGES),
]
# Streamlit 1.67 gives the sparkline of st.metric an empty group without a name, which
# nothing can set; the figure itself stands beside it as text.
STREAMLITS_OWN = '[data-testid="stMetricChart"]'
READ_WIDTHS = """() => [...document.querySelectorAll(
    'html, [data-testid="stMain"], [data-testid="stMainBlockContainer"]'
)].map(part => part.scrollWidth - part.clientWidth)"""


@pytest.mark.parametrize(("address", "width", "theme"), VISITS, ids=str)
def test_axe_finds_nothing_serious(
    address: Address, width: int, theme: str, browser: Browser, server: Server
) -> None:
    with open_tab(browser, width=width, theme=theme) as page:
        visit(page, server.url + address.path)
        assert_accessible(page, width)


def assert_accessible(page: Page, width: int) -> None:
    """axe finds nothing serious; on a phone, no part is wider than the screen."""
    if width == PHONE:
        assert page.evaluate(READ_WIDTHS) == [0, 0, 0]
    # What is scrolled out of view would not be judged.
    show_whole_page(page, width)
    assert find_violations(page) == []


def find_violations(page: Page) -> list[str]:
    """Serious and critical violations: rule, help, and the first culprits."""
    response = Axe().run(page, context={"exclude": [[STREAMLITS_OWN]]}).response
    return [_describe(x) for x in response["violations"] if x["impact"] in GRAVE]


def _describe(violation: dict[str, Any]) -> str:
    nodes = [node["html"][:200] for node in violation["nodes"][:3]]
    return f"{violation['id']} ({violation['help']}): " + " | ".join(nodes)
