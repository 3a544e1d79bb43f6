"""What only a browser shows of a hostile programme: lists, charts, hints, links."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import PAGES, path_of
from tests.browser.serving import Server, serve
from tests.browser.sights import READ_EXCEPTIONS
from tests.browser.visiting import Complaints, open_tab, visit
from tests.hostile_release import EVENT, HOSTILE, make_hostile

ADDRESSES = {
    **{page: f"{path_of(page)}?" for page in PAGES},
    "one indicator": "/indicators?indicator=attendances&",
    "one training": f"/trainings?training={quote(EVENT)}&",
}
# The rest of the walk is long; in process, every page is looked at each time.
AT_ONCE = ("overview", "participants", "one indicator", "sources")
STEPS = 40
# Nothing of the text became a part of the document, and nothing of it ran.
READ_PARTS = """() => [
    window.broken,
    ...['img[src^="x"]', 'a[href^="javascript:"]', '.katex', 'iframe'].map(
        part => document.querySelectorAll(part).length
    ),
]"""
HARMLESS = [None, 0, 0, 0, 0]


@pytest.fixture(scope="module")
def hostile(
    demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile(demo_warehouse, folder)
    log = folder / "server.log"
    with serve("server.py", folder, log, DASHBOARD_AUDIENCE="internal") as running:
        yield running


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in AT_ONCE else pytest.mark.long)
        for name in ADDRESSES
    ],
)
def test_it_stays_text(name: str, hostile: Server, browser: Browser) -> None:
    with open_tab(browser) as page:
        heard = Complaints()
        heard.listen(page)
        visit(page, f"{hostile.url}{ADDRESSES[name]}lang=en&scope=example")
        assert page.evaluate(READ_EXCEPTIONS) == []
        assert page.evaluate(READ_PARTS) == HARMLESS
        assert (heard.console, heard.requests) == ([], [])


def test_a_list_and_a_hint_show_it_letter_by_letter(
    hostile: Server, browser: Browser
) -> None:
    with open_tab(browser) as page:
        view = "/explore?metric=attendances&by=municipality"
        visit(page, f"{hostile.url}{view}&lang=en&scope=example")
        page.get_by_role("combobox", name="Municipality").click()
        expect(page.get_by_role("listbox").first).to_contain_text(HOSTILE)
        page.keyboard.press("Escape")
        expect(find_hint(page)).to_contain_text(HOSTILE)
        assert page.evaluate(READ_PARTS) == HARMLESS


def find_hint(page: Page):
    """The hint of a chart, once the pointer has come across a mark."""
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    hint = page.locator("#vg-tooltip-element.visible")
    for step in range(STEPS):
        part = step / STEPS
        x, y = box["width"] * part, box["height"] * (0.3 + part / 2)
        page.mouse.move(box["x"] + x, box["y"] + y)
        page.wait_for_timeout(50)
        if hint.count():
            break
    return hint
