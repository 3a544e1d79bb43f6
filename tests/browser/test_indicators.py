"""The tracking table keeps its first columns, parts open in place, sheets print."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from dashboard.indicators.tracking_table import ROW_HEIGHT, WIDTHS
from tests.browser.serving import Server
from tests.browser.test_accessibility import (
    GRAVE,
    PHONE,
    assert_accessible,
)
from tests.browser.test_url_state import choose, find_choice, read_query
from tests.browser.visiting import (
    Complaints,
    open_tab,
    settle,
    visit,
)

LIST = "indicators?lang=en&scope=example&period=FY2009"
READ_CELLS = """() => [...document.querySelectorAll(
    '[data-testid="stDataFrame"] [role="grid"] [role="columnheader"], '
    + '[data-testid="stDataFrame"] [role="grid"] [role="gridcell"]'
)].map(cell => cell.innerText)"""
A4 = (595, 842)
CHECKBOX = 34
ON_PHONES = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0.0.0 Mobile Safari/537.36"


def read_cells(tab: Page) -> list[str]:
    """What the table tells a screen reader: the cells in sight."""
    tab.get_by_test_id("stDataFrame").scroll_into_view_if_needed()
    settle(tab)
    return tab.evaluate(READ_CELLS)


@pytest.mark.parametrize(
    ("width", "options", "pinned", "leaves"),
    [
        (1440, {}, ("indicator", "status"), "FY2009 target"),
        (PHONE, {"user_agent": ON_PHONES}, ("indicator",), "Status"),
    ],
)
def test_the_first_columns_stay_in_sight(
    width: int,
    options: dict[str, str],
    pinned: tuple[str, ...],
    leaves: str,
    browser: Browser,
    server: Server,
) -> None:
    room = CHECKBOX + sum(WIDTHS[name] for name in pinned)
    with open_tab(browser, width=width, **options) as tab:
        complaints = Complaints()
        complaints.listen(tab)
        visit(tab, f"{server.url}/{LIST}")
        table = tab.get_by_test_id("stDataFrame")
        table.scroll_into_view_if_needed()
        before = split_picture(table.screenshot(), room)
        assert leaves in read_cells(tab)
        table.hover()
        tab.mouse.wheel(1600, 0)
        tab.wait_for_function(f"() => !({READ_CELLS})().includes('{leaves}')")
        settle(tab)
        after = split_picture(table.screenshot(), room)
    changed = [
        ImageChops.difference(old, new).getbbox() is not None
        for old, new in zip(before, after, strict=True)
    ]
    assert changed == [False, True]
    assert (complaints.console, complaints.requests) == ([], [])


def split_picture(picture: bytes, room: int) -> tuple[Image.Image, Image.Image]:
    """The table's pinned columns and the rest, without the row under the pointer."""
    whole = Image.open(BytesIO(picture)).convert("RGB")
    edge = room - 4
    height = 3 * ROW_HEIGHT
    return (
        whole.crop((2, 2, edge, height)),
        whole.crop((edge + 8, 2, whole.width - 2, height)),
    )


def test_a_split_opens_in_place(
    server: Server, tab: Page, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}/{LIST}&result=local_competence")
    before = read_cells(tab)
    # A list that scrolls while it opens closes again.
    find_choice(tab, "Split by").scroll_into_view_if_needed()
    settle(tab)
    choose(tab, "Split by", "Sex")
    assert read_query(tab)["split"] == ["sex"]
    opened = " ".join(read_cells(tab))
    assert "Women" not in " ".join(before)
    assert "Women" in opened
    assert "Not reported" in opened
    tab.reload()
    settle(tab)
    assert "Women" in " ".join(read_cells(tab))
    assert (complaints.console, complaints.requests) == ([], [])


def test_a_period_changes_the_answer_and_the_table(server: Server, tab: Page) -> None:
    visit(tab, f"{server.url}/{LIST}")
    earlier = "US fiscal year 2008 (Oct 2007 – Sep 2008)"
    choose(tab, "Period", earlier)
    assert read_query(tab)["period"] == ["FY2008"]
    assert earlier in tab.get_by_role("heading", level=2).first.inner_text()
    assert "FY2008 target" in read_cells(tab)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scope", ["programme", "example"])
def test_a_sheet_prints_on_one_or_two_pages_of_a4(
    scope: str, language: str, server: Server, tab: Page, tmp_path: Path
) -> None:
    address = f"indicators?lang={language}&scope={scope}&indicator=attendances"
    visit(tab, f"{server.url}/{address}")
    with tab.expect_download() as saved:
        tab.locator(".st-key-print_sheet button").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert re.fullmatch(rf"attendances_{scope}_{language}_\w+-\w+\.html", file.name)
    with open_tab(tab.context.browser, width=390) as paper:
        paper.goto(file.as_uri())
        assert paper.evaluate("document.documentElement.lang") == language
        assert paper.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth"
        )
        found = Axe().run(paper).response["violations"]
        assert [v["id"] for v in found if v["impact"] in GRAVE] == []
        printed = paper.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert 1 <= len(sizes) <= 2
    assert {(round(float(x)), round(float(y))) for x, y in sizes} == {A4}


@pytest.mark.parametrize(
    ("query", "width", "theme"),
    [
        ("lang=en&scope=example&indicator=2.5", 1440, "light"),
        ("lang=en&scope=example&indicator=2.5", 390, "dark"),
        ("lang=ru&scope=programme&indicator=2.1", 390, "light"),
        ("lang=ru&scope=institution&indicator=C2", 1440, "dark"),
    ],
)
def test_one_indicator_is_accessible(
    query: str, width: int, theme: str, browser: Browser, server: Server
) -> None:
    with open_tab(browser, width=width, theme=theme) as page:
        visit(page, f"{server.url}/indicators?{query}")
        assert_accessible(page, width)
