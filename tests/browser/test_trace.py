"""The trace in the browser: opened from a card, a table and a link, and closed."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.indicators.tracking_table import ROW_HEIGHT
from dashboard.indicators.tracking_table import WIDTHS as WIDTHS_OF_COLUMNS
from dashboard.tables import ROW_HEIGHT as HEAD
from tests.browser.addresses import WIDTHS
from tests.browser.serving import Server
from tests.browser.test_accessibility import assert_accessible
from tests.browser.test_indicators import CHECKBOX
from tests.browser.test_url_state import read_query
from tests.browser.visiting import Complaints, open_tab, settle, visit

HELD = "trainings_held:programme:programme:2007-01-01:total:total"
TITLE = re.compile("Where this number comes from|Откуда это число")


def find_panel(tab: Page) -> Locator:
    return tab.get_by_role("dialog", name=TITLE)


def test_a_card_leads_down_to_the_blocks_of_the_page(
    server: Server, tab: Page, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}/?lang=en")
    tab.get_by_role("button", name="Where from?").first.click()
    tab.get_by_role("button", name="Where does this number come from?").click()
    panel = find_panel(tab)
    expect(tab.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(panel).to_contain_text("2.1 Trainings held")
    expect(panel).to_contain_text("4 records.")
    assert read_query(tab)["trace"] == [HELD]
    expect(panel.get_by_role("img", name="Trainings held")).to_be_visible()
    panel.get_by_role("button", name="Close").click()
    expect(find_panel(tab)).to_have_count(0)
    settle(tab)
    assert "trace" not in read_query(tab)
    assert (complaints.console, complaints.requests) == ([], [])


def test_a_link_opens_the_panel_over_any_page(server: Server, tab: Page) -> None:
    visit(tab, f"{server.url}/sources?lang=ru&trace={HELD}")
    expect(find_panel(tab)).to_contain_text("Что учтено")


def test_a_row_of_a_table_opens_its_figure_again_and_again(
    server: Server, tab: Page
) -> None:
    visit(tab, f"{server.url}/explore?lang=en&scope=example&metric=attendances")
    for _ in range(2):
        table = tab.get_by_test_id("stDataFrame").first
        # A plain mouse click would not wait until the table has ceased to move.
        table.click(position={"x": 12, "y": 54})
        expect(find_panel(tab)).to_contain_text("2.5 Attendances")
        tab.keyboard.press("Escape")
        expect(find_panel(tab)).to_have_count(0)
        settle(tab)


def test_a_mark_of_a_chart_opens_its_figure_again_and_again(
    server: Server, tab: Page, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}/explore?lang=en&scope=example&metric=attendances")
    for _ in range(2):
        chart = tab.get_by_test_id("stVegaLiteChart").first
        number = chart.get_by_text("209", exact=True).first
        number.scroll_into_view_if_needed()
        box = number.bounding_box()
        assert box
        tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + 60)
        expect(find_panel(tab)).to_contain_text("2.5 Attendances")
        figure = "attendances:example:year:2009-01-01:total:total"
        assert read_query(tab)["trace"] == [figure]
        tab.keyboard.press("Escape")
        expect(find_panel(tab)).to_have_count(0)
        settle(tab)
    assert (complaints.console, complaints.requests) == ([], [])


def test_a_cell_of_the_tracking_table_leads_to_its_figure(
    server: Server, tab: Page
) -> None:
    visit(tab, f"{server.url}/indicators?lang=en&scope=example&period=FY2009")
    ask = tab.get_by_role("button", name="Where does this number come from?")
    expect(ask).to_be_disabled()
    pick_status_of_the_first_indicator(tab)
    settle(tab)
    expect(ask).to_be_disabled()
    for part in ("target", "actual", "% met"):
        tab.keyboard.press("ArrowRight")
        expect(ask).to_be_enabled()
        said = tab.get_by_text(re.compile(f"agreed · FY2009 {part} · "))
        expect(said).to_be_visible()
    expect(find_panel(tab)).to_have_count(0)
    ask.click()
    expect(find_panel(tab)).to_contain_text("1.1 City projects agreed")
    figure = "city_projects_agreed:example:fiscal_year:2008-10-01:total:total"
    assert read_query(tab)["trace"] == [figure]


def pick_status_of_the_first_indicator(tab: Page) -> None:
    table = tab.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    status = CHECKBOX + WIDTHS_OF_COLUMNS["indicator"] + 30
    tab.mouse.click(box["x"] + status, box["y"] + HEAD + 1.5 * ROW_HEIGHT)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_panel(
    width: int, theme: str, server: Server, browser: Browser
) -> None:
    with open_tab(browser, width=width, theme=theme) as page:
        visit(page, f"{server.url}/?lang=en&trace={HELD}")
        expect(find_panel(page)).to_contain_text("What it is built on")
        settle(page)
        assert_accessible(page, width)
