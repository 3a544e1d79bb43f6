"""What is shown can be taken away, and says where it comes from."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import Address
from tests.browser.serving import Server
from tests.browser.visiting import Complaints, settle, visit
from warehouse.releases import find_served
from warehouse.settings import Settings

CHARTED = [
    Address("overview", "en", "programme"),
    Address("trainings", "en", "institution"),
    Address("participants", "ru", "institution"),
    Address("city_projects", "en", "example"),
    Address("best_practices", "ru", "example"),
]
NOTED = {"scope", "provenance", "definition", "filters", "release", "downloaded_at"}


@pytest.mark.parametrize("address", CHARTED, ids=str)
def test_chart_has_its_rows_and_their_download(
    address: Address,
    server: Server,
    tab: Page,
    complaints: Complaints,
    demo_warehouse: Path,
) -> None:
    visit(tab, server.url + address.path)
    expect(tab.get_by_test_id("stDataFrame").locator("visible=true")).to_have_count(
        count := tab.get_by_test_id("stDataFrame").count()
    )
    open_rows(tab)
    expect(tab.get_by_test_id("stDataFrame")).to_have_count(count + 1)
    name, rows = download(tab)
    release = find_served(Settings(dir=demo_warehouse)).release.id
    assert name.endswith(f"_{address.scope}_{release}.csv")
    assert rows
    assert set(rows[0]) >= NOTED
    assert {row["scope"] for row in rows} == {address.scope}
    assert {row["release"] for row in rows} == {release}
    assert {row["provenance"] for row in rows} <= {
        "reported",
        "imported",
        "illustrative",
    }
    assert (complaints.console, complaints.requests) == ([], [])


def test_rows_close_again(server: Server, tab: Page) -> None:
    visit(tab, f"{server.url}/trainings?lang=en&scope=institution")
    count = tab.get_by_test_id("stDataFrame").count()
    open_rows(tab)
    expect(tab.get_by_test_id("stDataFrame")).to_have_count(count + 1)
    tab.keyboard.press("Escape")
    expect(tab.get_by_test_id("stDataFrame")).to_have_count(count)


def open_rows(tab: Page) -> None:
    """Open the rows of the first chart of the page."""
    figure = tab.locator('[class*="st-key-rows_"]').first
    figure.get_by_role("button").click()
    tab.get_by_test_id("stPopoverBody").wait_for()
    settle(tab)


def download(tab: Page) -> tuple[str, list[dict[str, str]]]:
    """Save the rows that are open; the file's name and its rows."""
    body = tab.get_by_test_id("stPopoverBody")
    with tab.expect_download() as saved:
        body.get_by_test_id("stDownloadButton").get_by_role("button").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    return saved.value.suggested_filename, list(csv.DictReader(StringIO(text)))
