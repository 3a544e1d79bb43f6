"""A page of the dashboard and the bare page, each in a tab of one browser."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from benchmarks.servers import serve_bare_page, serve_dashboard
from benchmarks.warehouses import make_demo_warehouse
from tests.browser.chromium import open_browser
from tests.browser.visiting import open_tab, visit


@contextmanager
def open_beside_bare_page(address: str) -> Iterator[tuple[Page, Page]]:
    """The demo's page at `address` (path and query) and the bare page, settled."""
    with (
        serve_dashboard(make_demo_warehouse()) as dashboard,
        serve_bare_page() as bare,
        open_browser() as browser,
        open_tab(browser) as page,
        open_tab(browser) as bare_page,
    ):
        visit(page, dashboard.url + address)
        visit(bare_page, bare.url)
        yield page, bare_page
