"""An analyst's open page changes by itself when a draft is made, and back."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.app.drafting import write_draft
from tests.browser.serving import serve
from tests.browser.trouble import find_trouble
from tests.browser.visiting import open_tab, visit
from warehouse.drafts import remove_drafts
from warehouse.settings import Settings


def test_a_draft_appears_on_the_open_page_and_goes(
    demo_warehouse: Path, tmp_path: Path, browser: Browser
) -> None:
    settings = Settings(dir=tmp_path / "warehouse")
    settings.dir.mkdir()
    shutil.copytree(demo_warehouse / "releases", settings.dir / "releases")
    shutil.copyfile(demo_warehouse / "current.json", settings.dir / "current.json")
    log = tmp_path / "server.log"
    with (
        serve("server.py", settings.dir, log, DASHBOARD_SHOWS_DRAFT="true") as server,
        open_tab(browser) as tab,
    ):
        visit(tab, f"{server.url}/?scope=example&lang=en")
        ribbon = tab.get_by_text("that are not published")
        assert ribbon.count() == 0
        draft = write_draft(settings)
        expect(ribbon).to_be_visible()
        expect(ribbon).to_contain_text(f"built on release {draft.info.base}")
        tab.get_by_role("link", name="What would move").click()
        expect(tab.get_by_role("heading", name="What changed")).to_be_visible()
        expect(tab.get_by_text("No figure moved.")).to_be_visible()
        remove_drafts(settings)
        expect(ribbon).to_have_count(0)
        assert find_trouble(server.read_log()) == []
