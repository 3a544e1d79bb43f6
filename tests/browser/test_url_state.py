"""The address holds the state: a reload, a link and another language keep it."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.parameters import SCOPES
from tests.browser.addresses import PAGES, path_of
from tests.browser.serving import Server
from tests.browser.visiting import Complaints, settle, visit

FILTERED = "trainings?lang=en&scope=institution"
WORDS = {"programme": "Programme", "institution": "Institution", "example": "example"}


@pytest.mark.parametrize("scope", SCOPES[1:])
def test_scope_is_kept_by_reload_and_menu(
    scope: str, server: Server, tab: Page, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}/participants?lang=en")
    tab.get_by_role("radio", name=WORDS[scope]).click()
    tab.wait_for_url(f"**scope={scope}*")
    settle(tab)
    shown = read_main(tab)
    tab.reload()
    settle(tab)
    assert read_main(tab) == shown
    tab.get_by_test_id("stPageLink").filter(has_text="Trainings").first.click()
    expect(tab.locator("h1").first).to_have_text("Trainings")
    assert read_query(tab) == {"lang": ["en"], "scope": [scope]}
    assert (complaints.console, complaints.requests) == ([], [])


@pytest.mark.parametrize("label", ["Year or month", "Federal district", "Method"])
def test_filter_is_kept_by_reload(
    label: str, server: Server, tab: Page, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}/{FILTERED}")
    everything, preset = read_main(tab), find_choice(tab, label).input_value()
    choose(tab, label, find_options(tab, label)[3])
    filtered, address = read_main(tab), tab.url
    assert filtered != everything
    assert len(read_query(tab)) == 3
    tab.reload()
    settle(tab)
    assert (read_main(tab), tab.url) == (filtered, address)
    choose(tab, label, preset)
    assert (read_main(tab), len(read_query(tab))) == (everything, 2)
    assert (complaints.console, complaints.requests) == ([], [])


CHOICES = (
    ("participants?scope=example", "Fiscal year", "fiscal_year"),
    ("best_practices?scope=example", "Stage", "stage"),
    ("explore?scope=example", "Indicator", "metric"),
    ("indicators?scope=example", "Level", "level"),
)


@pytest.mark.parametrize(("address", "label", "key"), CHOICES)
def test_the_link_to_the_other_language_knows_the_last_choice(
    address: str, label: str, key: str, server: Server, tab: Page
) -> None:
    visit(tab, f"{server.url}/{address}&lang=en")
    choose(tab, label, find_options(tab, label)[-1])
    (chosen,) = read_query(tab)[key]
    said = re.compile(rf"[?&]{key}={re.escape(quote(chosen))}(&|$)")
    # The link learns of it by a run of its own fragment.
    expect(tab.locator('a[lang="ru"]')).to_have_attribute("href", said)


def test_going_back_shows_the_earlier_choice(server: Server, tab: Page) -> None:
    visit(tab, f"{server.url}/?lang=en")
    tab.get_by_test_id("stPageLink").filter(has_text="Trainings").first.click()
    expect(tab.locator("h1").first).to_have_text("Trainings")
    tab.go_back()
    expect(tab.locator("h1").first).not_to_have_text("Trainings")
    assert urlsplit(tab.url).path == "/"


@pytest.mark.parametrize("page", PAGES)
def test_language_switch_keeps_page_and_filters(
    page: str, server: Server, tab: Page, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}{path_of(page)}?lang=en&scope=example&period=2010")
    tab.evaluate("window.isSameDocument = true")
    tab.locator('a[lang="ru"]').click()
    tab.wait_for_url("**lang=ru*")
    settle(tab)
    assert tab.evaluate("window.isSameDocument") is None
    assert tab.evaluate("document.documentElement.lang") == "ru"
    assert urlsplit(tab.url).path == path_of(page)
    wanted = {"lang": ["ru"], "scope": ["example"], "period": ["2010"]}
    assert read_query(tab) == wanted
    assert len(tab.context.pages) == 1
    assert (complaints.console, complaints.requests) == ([], [])


def choose(tab: Page, label: str, option: str) -> None:
    """Choose an option of the select box with this label, by its name.

    A long list takes no click while it scrolls, so nobody scrolls it.
    """
    before = tab.url
    find_choice(tab, label).fill(option)
    tab.get_by_role("option", name=option, exact=True).click()
    tab.wait_for_function("before => location.href !== before", arg=before)
    settle(tab)


def open_choice(tab: Page, label: str) -> None:
    """Open the list of a select box; it would close again if the page scrolled."""
    find_choice(tab, label).scroll_into_view_if_needed()
    settle(tab)
    find_choice(tab, label).click()
    tab.get_by_role("option").first.wait_for()


def find_choice(tab: Page, label: str) -> Locator:
    """The select box with this label."""
    return tab.get_by_role("combobox", name=label)


def find_options(tab: Page, label: str) -> list[str]:
    """The words of a select box's options, in their order."""
    open_choice(tab, label)
    words = tab.get_by_role("option").all_inner_texts()
    tab.keyboard.press("Escape")
    return words


def read_main(tab: Page) -> str:
    """The words of the page without menu; the freshness line is part of them."""
    return tab.get_by_test_id("stMain").inner_text()


def read_query(tab: Page) -> dict[str, list[str]]:
    """The query of the tab's address."""
    return parse_qs(urlsplit(tab.url).query)
