"""A link with a release in it shows that release, whatever is clicked or published."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Server, serve
from tests.browser.test_url_state import choose, find_options, read_main, read_query
from tests.browser.trouble import find_trouble
from tests.browser.visiting import Complaints, open_tab, settle, visit
from tests.conftest import run_warehouse
from warehouse.releases import Release, list_releases, publish
from warehouse.settings import Settings

BACK = "Show the current release"


@pytest.fixture
def folder(demo_warehouse: Path, tmp_path: Path) -> Path:
    """A warehouse of which the older release is the current one."""
    folder = tmp_path / "warehouse"
    folder.mkdir()
    shutil.copytree(demo_warehouse / "releases", folder / "releases")
    publish(list_releases(Settings(dir=folder))[1].id, Settings(dir=folder))
    return folder


@pytest.fixture
def publishing(folder: Path, tmp_path: Path) -> Iterator[Server]:
    with serve("server.py", folder, tmp_path / "server.log") as running:
        yield running
        assert find_trouble(running.read_log()) == []


@pytest.fixture
def older(demo_warehouse: Path) -> Release:
    return list_releases(Settings(dir=demo_warehouse))[1]


def read_cited(tab: Page) -> str:
    """The address that the dialog gives."""
    tab.get_by_role("button", name="Cite this view").click()
    box = tab.get_by_role("dialog").get_by_test_id("stCode").first
    address = str(box.inner_text()).strip()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)
    return address


def read_rows(tab: Page) -> str:
    """What the page says below ribbon and menu."""
    return read_main(tab).split("Intake\n", 1)[1]


@pytest.mark.long
def test_a_cited_link_outlives_the_next_publication(
    publishing: Server, folder: Path, tab: Page, browser: Browser, older: Release
) -> None:
    """The first page that this server is asked for is a deep link."""
    page = f"{publishing.url}/participants?lang=en&scope=example"
    visit(tab, page)
    cited = read_cited(tab)
    assert parse_qs(urlsplit(cited).query)["release"] == [older.id]
    visit(tab, cited)
    assert tab.get_by_text(BACK).count() == 0
    before = read_rows(tab)
    newest = list_releases(Settings(dir=folder))[0]
    done = run_warehouse("publish", newest.id, "--yes", folder=folder)
    assert done.returncode == 0, done.stderr
    with open_tab(browser) as fresh:
        visit(fresh, page)
        assert fresh.get_by_text(BACK).count() == 0
        now = read_rows(fresh)
        visit(fresh, cited)
        assert older.id in read_main(fresh)
        assert read_rows(fresh) == before != now
    tab.reload()
    settle(tab)
    assert read_rows(tab) == before
    tab.get_by_role("link", name=BACK).click()
    tab.wait_for_url(lambda address: "release" not in address)
    settle(tab)
    assert read_query(tab) == {"lang": ["en"], "scope": ["example"]}
    assert read_rows(tab) == now


@pytest.mark.long
def test_the_pin_stays_through_menu_filters_language_and_back(
    server: Server, tab: Page, complaints: Complaints, older: Release
) -> None:
    pinned = {"scope": ["example"], "release": [older.id]}
    visit(tab, f"{server.url}/?lang=en&scope=example&release={older.id}")
    assert_pinned(tab, older)
    tab.get_by_test_id("stPageLink").filter(has_text="Trainings").first.click()
    expect(tab.locator("h1").first).to_have_text("Trainings")
    settle(tab)
    assert_pinned(tab, older)
    assert read_query(tab) == {"lang": ["en"], **pinned}
    choose(tab, "Method", find_options(tab, "Method")[1])
    [method] = read_query(tab)["method"]
    assert_pinned(tab, older)
    cited = parse_qs(urlsplit(read_cited(tab)).query)
    assert cited == {"lang": ["en"], "method": [method], **pinned}
    tab.locator('a[lang="ru"]').click()
    tab.wait_for_url("**lang=ru*")
    settle(tab)
    assert read_query(tab) == {"lang": ["ru"], "method": [method], **pinned}
    assert older.id in read_main(tab)
    tab.go_back()
    settle(tab)
    assert_pinned(tab, older)
    assert read_query(tab) == {"lang": ["en"], "method": [method], **pinned}
    tab.get_by_role("radio", name="Programme").click()
    tab.wait_for_url(lambda address: "scope" not in address)
    settle(tab)
    assert_pinned(tab, older)
    assert (complaints.console, complaints.requests) == ([], [])


def test_an_unknown_release_leads_to_those_that_are_kept(
    server: Server, tab: Page, complaints: Complaints, older: Release
) -> None:
    query = "lang=en&scope=example&release=%3Cb%3E..%2F..%2Fetc"
    visit(tab, f"{server.url}/participants?{query}")
    expect(tab.locator("h1")).to_have_text("This release is not shown")
    assert "<b>../../etc" in read_main(tab)
    tab.get_by_role("link", name=older.id).click()
    tab.wait_for_url(f"**release={older.id}")
    settle(tab)
    expect(tab.locator("h1")).to_have_text("Participants")
    assert_pinned(tab, older)
    assert (complaints.console, complaints.requests) == ([], [])


def assert_pinned(tab: Page, release: Release) -> None:
    expect(tab.get_by_role("link", name=BACK)).to_be_visible()
    assert release.id in read_main(tab)
