"""Explore in the browser: a view is chosen, sent as a link, and looks the same."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Server
from tests.browser.test_url_state import choose, find_options, read_main, read_query
from tests.browser.visiting import Complaints, open_tab, settle, visit

PAGE = "explore?lang=en&scope=example"


def read_link(tab: Page) -> str:
    """The link that the page offers for its view."""
    return tab.get_by_test_id("stCode").last.inner_text().strip()


def choose_member(tab: Page, label: str, member: str) -> None:
    tab.get_by_role("combobox", name=label).last.click()
    tab.get_by_role("option", name=member, exact=True).click()
    tab.keyboard.press("Escape")
    settle(tab)


def test_a_view_that_was_chosen_is_reproduced_by_its_link(
    server: Server, tab: Page, browser: Browser, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}/{PAGE}")
    choose(tab, "Indicator", "2.5 Attendances")
    choose(tab, "Length of periods", "US fiscal year")
    choose(tab, "Split by", "Sex")
    choose(tab, "Second split", "Age")
    choose_member(tab, "Sex", "Women")
    link = read_link(tab)
    assert read_query(tab) == {
        "lang": ["en"],
        "scope": ["example"],
        "metric": ["attendances"],
        "grain": ["fiscal_year"],
        "by": ["sex"],
        "and": ["age_band"],
        "member": ["female"],
    }
    with open_tab(browser) as other:
        visit(other, link)
        assert read_query(other) == read_query(tab)
        assert read_main(other) == read_main(tab)
        shown, again = (page.locator("canvas").first for page in (tab, other))
        assert again.bounding_box() == shown.bounding_box()
    assert (complaints.console, complaints.requests) == ([], [])


def test_an_indicator_offers_only_its_own_choices(server: Server, tab: Page) -> None:
    visit(tab, f"{server.url}/{PAGE}&metric=attendances&by=sex&grain=month")
    assert "Region" in find_options(tab, "Split by")
    choose(tab, "Indicator", "2.1 Trainings held")
    expect(tab.get_by_role("combobox", name="Second split")).to_have_count(0)
    assert find_options(tab, "Split by") == ["Not split", "Municipality"]
    assert "trainings_held" in read_link(tab)
    assert "by=" not in read_link(tab)


@pytest.mark.parametrize("width", [1440, 390])
def test_sql_is_shown_on_request(server: Server, browser: Browser, width: int) -> None:
    with open_tab(browser, width=width) as tab:
        visit(tab, f"{server.url}/{PAGE}&metric=attendances&by=sex")
        expect(tab.get_by_text("MetricFlow")).to_have_count(0)
        tab.get_by_text("SQL of this view").click()
        expect(tab.get_by_text("MetricFlow")).to_be_visible()
        main = tab.get_by_test_id("stMain")
        assert main.evaluate("part => part.scrollWidth <= part.clientWidth")
