"""What is shown can be taken away, and says where it comes from."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

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
    assert find_fold(tab).get_by_test_id("stDataFrame").count() == 0
    open_rows(tab)
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
    open_rows(tab)
    find_fold(tab).locator("summary").click()
    expect(find_fold(tab).get_by_test_id("stDataFrame")).to_have_count(0)


def find_fold(tab: Page) -> Locator:
    """The fold with the rows of the first chart of the page."""
    return tab.locator('[class*="st-key-rows_"]').first


def open_rows(tab: Page) -> None:
    """Open the rows of the first chart of the page."""
    find_fold(tab).locator("summary").click()
    find_fold(tab).get_by_test_id("stDownloadButton").wait_for()
    settle(tab)


def download(tab: Page) -> tuple[str, list[dict[str, str]]]:
    """Save the rows that are open; the file's name and its rows."""
    with tab.expect_download() as saved:
        button = find_fold(tab).get_by_test_id("stDownloadButton")
        button.get_by_role("button").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    return saved.value.suggested_filename, list(csv.DictReader(StringIO(text)))
