"""The SQL page in the browser: asked by keyboard, stopped, and read by anybody."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Server
from tests.browser.test_accessibility import PHONE, assert_accessible
from tests.browser.test_hostile_parameters import assert_harmless
from tests.browser.visiting import open_tab, settle, visit

HOSTILE = "<img src=x onerror=window.broken=true> [x](javascript:window.broken=true)"
ENDLESS = (
    "with recursive r(n) as (select 1 union all select n + 1 from r) "
    "select count(*) from r"
)


def ask(page: Page, sql: str) -> None:
    page.locator("textarea").fill(sql)
    page.locator("textarea").press("Control+Enter")


def open_sql(page: Page, server: Server, language: str = "en") -> None:
    visit(page, f"{server.url}/sql?lang={language}&scope=example")


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (PHONE, "dark")])
def test_a_result_is_accessible_and_its_words_are_only_words(
    width: int, theme: str, browser: Browser, server: Server
) -> None:
    with open_tab(browser, width=width, theme=theme) as page:
        open_sql(page, server, "ru")
        ask(page, f"select '{HOSTILE}'::integer")
        expect(page.locator(".st-key-sql_result code")).to_contain_text("<img src=x")
        ask(page, f"""select '{HOSTILE}' as "{HOSTILE}" from range(20000)""")
        expect(page.locator(".st-key-sql_result h3")).to_contain_text("строк")
        settle(page)
        assert_harmless(page, HOSTILE)
        assert_accessible(page, width)


def test_a_running_query_is_stopped(server: Server, tab: Page) -> None:
    open_sql(tab, server)
    ask(tab, ENDLESS)
    stop = tab.get_by_role("button", name="Stop")
    expect(stop).to_be_visible()
    expect(tab.get_by_role("button", name="Run")).to_be_disabled()
    stop.press("Enter")
    expect(tab.get_by_text("Stopped at your word.")).to_be_visible()
    expect(tab.get_by_role("button", name="Run")).to_be_enabled()
