"""An indicator's checks open in place, and a picked row can be sent as a link."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import Server
from tests.browser.test_accessibility import assert_accessible
from tests.browser.test_url_state import choose, read_query
from tests.browser.visiting import open_tab, settle, visit

STANDARDS = 5


def open_folds(page: Page) -> int:
    """Open every fold of the page and say how many there are."""
    folds = page.get_by_test_id("stExpander").locator("summary")
    for number in range(folds.count()):
        folds.nth(number).click()
    settle(page)
    return folds.count()


@pytest.mark.parametrize(
    ("query", "width", "theme"),
    [
        ("lang=en&scope=example&indicator=attendances", 1440, "light"),
        ("lang=en&scope=example&indicator=attendances", 390, "dark"),
        ("lang=ru&scope=institution&indicator=participants_published", 390, "light"),
        ("lang=ru&scope=programme&indicator=trainings_held", 1440, "dark"),
    ],
)
def test_checks_and_assessment_are_accessible_when_open(
    query: str, width: int, theme: str, browser: Browser, server: Server
) -> None:
    with open_tab(browser, width=width, theme=theme) as page:
        visit(page, f"{server.url}/data_quality?{query}")
        assert open_folds(page) >= STANDARDS
        assert_accessible(page, width)


def test_an_indicator_that_is_chosen_is_in_the_address(
    server: Server, tab: Page
) -> None:
    visit(tab, f"{server.url}/data_quality?lang=en&scope=institution")
    choose(tab, "Indicator", "C2 Participants (as published)")
    assert read_query(tab)["indicator"] == ["participants_published"]
