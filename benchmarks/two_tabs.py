"""The dashboard and the bare page, each in a tab of one browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from benchmarks.servers import serve_bare_page, serve_dashboard
from benchmarks.warehouses import make_demo_warehouse
from tests.browser.chromium import open_browser
from tests.browser.visiting import open_tab, visit


@dataclass(frozen=True)
class TwoTabs:
    """Two empty tabs, and the addresses of what is compared in them."""

    browser: Browser
    page: Page
    bare_page: Page
    url: str
    bare_url: str


@contextmanager
def open_two_tabs() -> Iterator[TwoTabs]:
    """The demo and the bare page served, and a tab for each."""
    with (
        serve_dashboard(make_demo_warehouse()) as dashboard,
        serve_bare_page() as bare,
        open_browser() as browser,
        open_tab(browser) as page,
        open_tab(browser) as bare_page,
    ):
        yield TwoTabs(browser, page, bare_page, dashboard.url, bare.url)


@contextmanager
def open_beside_bare_page(address: str) -> Iterator[tuple[Page, Page]]:
    """The demo's page at `address` (path and query) and the bare page, settled."""
    with open_two_tabs() as tabs:
        visit(tabs.page, tabs.url + address)
        visit(tabs.bare_page, tabs.bare_url)
        yield tabs.page, tabs.bare_page
