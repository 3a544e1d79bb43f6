"""The first page that a reader opens, before anyone opened another."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import PAGES
from tests.browser.serving import Server, serve
from tests.browser.sights import READ_EXCEPTIONS
from tests.browser.trouble import find_trouble
from tests.browser.visiting import Complaints, open_tab, visit


@pytest.mark.parametrize("script", ["server.py", "app.py"])
def test_deep_link_finds_its_page_after_a_fresh_start(
    script: str, browser: Browser, demo_warehouse: Path, tmp_path: Path
) -> None:
    heard = Complaints()
    with (
        serve(script, demo_warehouse, tmp_path / "server.log") as server,
        open_tab(browser) as page,
    ):
        heard.listen(page)
        visit(page, f"{server.url}/trainings?lang=en&scope=institution")
        expect(page.locator("h1").first).to_have_text("Trainings")
        assert page.evaluate(READ_EXCEPTIONS) == []
        assert page.url.endswith("/trainings?lang=en&scope=institution")
        if script == "server.py":
            # Alone, app.py cannot tell Streamlit early enough what pages/ is not: the
            # first deep link shows its page under a notice that there is none.
            assert page.get_by_role("dialog").count() == 0
            assert heard.console == []
        assert heard.requests == []
        assert find_trouble(server.read_log()) == []


def test_overview_has_one_address(server: Server, tab: Page) -> None:
    answer = tab.request.get(f"{server.url}/overview?lang=ru", max_redirects=0)
    assert answer.status in (301, 308)
    visit(tab, f"{server.url}/overview?lang=ru&scope=example")
    assert tab.url == f"{server.url}/?lang=ru&scope=example"
    assert tab.evaluate("document.documentElement.lang") == "ru"


@pytest.mark.parametrize(("locale", "shown"), [("ru-RU", "ru"), ("de-DE", "en")])
def test_first_language_is_the_browsers(
    locale: str, shown: str, browser: Browser, server: Server
) -> None:
    with open_tab(browser, locale=locale) as page:
        visit(page, server.url)
        assert page.evaluate("document.documentElement.lang") == shown


def test_unknown_address_is_no_dead_end(server: Server, tab: Page) -> None:
    visit(tab, f"{server.url}/no_such_page?lang=en")
    assert tab.evaluate(READ_EXCEPTIONS) == []
    assert tab.locator('[data-testid="stPageLink"]').count() >= len(PAGES)
