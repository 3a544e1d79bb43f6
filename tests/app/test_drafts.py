"""At an analyst's desk the pages show the draft and say so; nobody else sees it."""

import pytest

from dashboard.settings import load_dashboard_settings
from tests.app.drafting import write_draft
from tests.app.opening import open_page, read_words
from warehouse.drafts import find_draft
from warehouse.settings import Settings

SCOPE = "lang=en&scope=example"


@pytest.fixture
def draft(warehouse_copy, monkeypatch):
    """A draft beside the demo: what the demo serves, made from it."""
    settings = Settings(dir=warehouse_copy)
    monkeypatch.setenv("WAREHOUSE_DIR", str(warehouse_copy))
    return write_draft(settings)


@pytest.fixture
def desk(monkeypatch):
    """The setting of an analyst's desk."""
    monkeypatch.setenv("DASHBOARD_SHOWS_DRAFT", "true")
    load_dashboard_settings.cache_clear()
    yield
    load_dashboard_settings.cache_clear()


def _read_links(app):
    return "".join(html.value for html in app.get("html"))


@pytest.mark.parametrize(("language", "badge"), [("en", "DRAFT"), ("ru", "ЧЕРНОВИК")])
def test_the_draft_is_shown_under_its_ribbon(draft, desk, language, badge):
    app = open_page("overview", f"lang={language}&scope=example")
    assert not app.exception
    words = read_words(app)
    assert badge in words
    assert draft.info.base in words.replace("\\", "")
    links = _read_links(app)
    assert f"release={draft.info.base}" in links
    assert f'href="changes?lang={language}&amp;scope=example"' in links


def test_nobody_else_sees_it(draft):
    app = open_page("overview", SCOPE)
    assert "DRAFT" not in read_words(app)
    assert draft.id not in read_words(app)
    refused = open_page("overview", f"{SCOPE}&release={draft.id}")
    assert [e.value for e in refused.error]
    assert f"{draft.id}, built" not in _read_links(refused)


def test_the_served_release_is_one_click_away_and_the_draft_one_back(draft, desk):
    app = open_page("overview", f"{SCOPE}&release={draft.info.base}")
    assert "not the draft" in read_words(app)
    assert "DRAFT" not in read_words(app)
    assert "Back to the draft" in _read_links(app)


def test_a_draft_is_not_citable(draft, desk):
    at_desk = open_page("overview", SCOPE)
    assert "cite" not in {button.key for button in at_desk.button}
    pinned = open_page("overview", f"{SCOPE}&release={draft.info.base}")
    assert "cite" in {button.key for button in pinned.button}


def test_changes_sets_the_draft_beside_what_is_served(draft, desk):
    app = open_page("changes", SCOPE)
    assert not app.exception
    [choice] = [box for box in app.selectbox if box.key == "compare"]
    assert choice.value == draft.info.base


def test_a_damaged_draft_is_not_shown(draft, desk):
    with draft.database.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff\x00\xff")
    assert find_draft(Settings(dir=draft.path.parents[2])) is None
    assert "DRAFT" not in read_words(open_page("overview", SCOPE))
