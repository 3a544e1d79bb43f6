"""What stands around every page."""

import json
import re

import pytest
from streamlit import config

from dashboard.parameters import SCOPES
from dashboard.settings import find_wrong_settings, load_dashboard_settings
from dashboard.wording import WORD_JOINER
from tests.app.opening import open_page, read_words
from warehouse.releases import find_served, list_releases, pointer_path


def unescape(words: str) -> str:
    return words.replace("\\", "")


SLOW_BUILD = pytest.mark.usefixtures("demo_pages")


@SLOW_BUILD
@pytest.mark.parametrize("scope", SCOPES)
def test_freshness_is_always_said(scope):
    words = read_words(open_page("sources", f"lang=en&scope={scope}"))
    assert re.search(r"Data to \d+ \w+ \d{4} · \d+ checks? passed", words)


@SLOW_BUILD
def test_links_keep_language_and_scope():
    app = open_page("overview", "lang=ru&scope=example&city=nowhere")
    links = [link.proto.query_string for link in app.get("page_link")]
    assert links
    assert all(link.startswith("lang=ru&scope=example") for link in links)
    assert not any("city" in link for link in links)


@SLOW_BUILD
def test_the_other_language_is_a_link_to_the_same_view():
    app = open_page("overview", "scope=example")
    [links] = [html.value for html in app.get("html")]
    assert 'href="?scope=example&amp;lang=ru"' in links
    assert "lang=en" not in links


@SLOW_BUILD
def test_a_hostile_address_is_no_html():
    app = open_page("overview", 'x="><img src=x>&lang=en')
    assert "<img" not in app.get("html")[0].value


@SLOW_BUILD
def test_an_error_can_be_reported_with_the_release():
    words = read_words(open_page("overview", "lang=en"))
    assert "](mailto:?subject=Error%20in%20release%20" in words


def test_a_damaged_pointer_is_said_aloud(demo_pages, tmp_path, monkeypatch):
    from warehouse.settings import load_settings

    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "releases").symlink_to(demo_pages / "releases")
    monkeypatch.setenv("WAREHOUSE_DIR", str(folder))
    pointer_path(load_settings()).write_text(json.dumps({"release": "gone"}))
    app = open_page("overview", "lang=en")
    assert not app.exception
    assert "not the newest one" in app.warning[0].value
    assert find_served(load_settings()).is_fallback


def test_a_session_picks_a_new_release_up_at_its_next_run(
    demo_pages, tmp_path, monkeypatch
):
    from warehouse.settings import load_settings

    newest, older, *_ = list_releases(load_settings())
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "releases").symlink_to(demo_pages / "releases")
    monkeypatch.setenv("WAREHOUSE_DIR", str(folder))
    pointer_path(load_settings()).write_text(json.dumps({"release": older.id}))
    app = open_page("sources", "lang=en")
    assert older.id in unescape(read_words(app))
    pointer_path(load_settings()).write_text(json.dumps({"release": newest.id}))
    app.run()
    assert newest.id in unescape(read_words(app))
    assert older.id not in unescape(read_words(app))


@SLOW_BUILD
def test_other_machines_are_not_answered():
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    try:
        app = open_page("overview", "lang=en")
    finally:
        config.set_option("server.address", before)
    assert "this machine only" in app.error[0].value
    assert not app.metric


@pytest.fixture
def wrong_settings(monkeypatch):
    """One of each kind that the environment can get wrong at once."""
    for variable, value in {
        "WAREHOUSE_PROGRAMME": "../mpp",
        "WAREHOUSE_EDITION": "*draft*",
        "WAREHOUSE_MEMORY_LIMIT": "much",
        "WAREHOUSE_THREADS": "x",
        "DASHBOARD_AUDIENCE": "nobody",
        "DASHBOARD_REPORT_ADDRESS": "us",
    }.items():
        monkeypatch.setenv(variable, value)
    load_dashboard_settings.cache_clear()
    yield find_wrong_settings()
    load_dashboard_settings.cache_clear()


def test_wrong_settings_are_all_the_page_shows(wrong_settings):
    [error] = open_page("overview", "lang=en").main.children.values()
    words = unescape(error.value).replace(WORD_JOINER, "").split("\n\n")
    assert words == [str(problem) for problem in wrong_settings]
    assert len(words) == 6


def test_wrong_settings_are_said_in_the_reader_s_language(wrong_settings):
    app = open_page("overview", "lang=ru")
    assert not app.exception
    lines = unescape(app.error[0].value).split("\n\n")
    assert [line[:17] for line in lines] == ["Неверная настройк"] * 6
    assert "THREADS=x: нужно целое число не меньше 1." in lines[3]


def test_a_wrong_folder_is_said_in_the_server_s_words(monkeypatch):
    monkeypatch.setenv("WAREHOUSE_PROJECT_DIR", "docs")
    [problem] = find_wrong_settings()
    [error] = open_page("overview", "lang=en").error
    assert unescape(error.value) == str(problem)
