"""Every file that a page offers says which release it is of, and of what edition."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.parameters import SCOPES
from dashboard.pinned_view import WITHOUT_RELEASE
from dashboard.wording import LANGUAGES
from tests.app.opening import PAGES, list_folds, open_page
from warehouse.releases import Release, find_served, list_releases
from warehouse.settings import Settings

pytestmark = pytest.mark.usefixtures("demo_pages")

ADDRESSES = {
    **{page: (page, "") for page in PAGES if page not in WITHOUT_RELEASE},
    "one indicator": ("indicators", "&indicator=attendances"),
    "one indicator's quality": ("data_quality", "&indicator=attendances"),
    "one training": ("trainings", "&training=mpp-2008-1"),
}
NOTED = {
    "scope",
    "provenance",
    "definition",
    "filters",
    "release",
    "edition",
    "as_of",
    "downloaded_at",
    "notice",
}
EDITIONS = {"en": "Demo: published facts", "ru": "Демонстрационный: опубликованные"}
TIME = {
    "en": r"Downloaded \d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}:\d{2} UTC\.",
    "ru": r"Файл скачан \d{1,2} [а-я]{3,5}\.? \d{4}, \d{2}:\d{2} UTC\.",
}


@pytest.fixture
def newest(demo_warehouse: Path) -> Release:
    return find_served(Settings(dir=demo_warehouse)).release


def open_all(page: str, query: str) -> AppTest:
    """A page with every fold of its charts open."""
    app = open_page(page, query)
    for fold in list_folds(app):
        app.session_state[fold] = True
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_every_file_says_what_it_is_of(name, scope, files, newest):
    page, query = ADDRESSES[name]
    app = open_all(page, f"lang=en&scope={scope}{query}")
    assert len(files) >= len(list_folds(app))
    for file, content in files.items():
        assert newest.id in file
        if file.endswith(".csv"):
            assert_noted(content, scope, newest)
        else:
            assert_printed(content, "en", newest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_sheet_says_when_it_was_saved(language, files, newest):
    open_all("indicators", f"lang={language}&scope=example&indicator=attendances")
    [sheet] = [content for file, content in files.items() if file.endswith(".html")]
    assert_printed(sheet, language, newest)


def test_files_of_a_pinned_view_are_of_its_release(files, demo_warehouse):
    older = list_releases(Settings(dir=demo_warehouse))[1]
    open_all("trainings", f"lang=en&scope=example&release={older.id}")
    assert files
    for file, content in files.items():
        assert older.id in file
        assert_noted(content, "example", older)


def test_the_test_sees_files_of_all_kinds(files):
    """Folds, lists, the tracking table, the sheet: each is found where it stands."""
    for name in ("overview", "participants", "sources", "one indicator"):
        page, query = ADDRESSES[name]
        open_all(page, f"lang=en&scope=example{query}")
    open_all("indicators", "lang=en&scope=example")
    stems = {re.sub(r"_(example|en)_.*", "", file) for file in files}
    assert {
        "timeline",
        "counting_rules",
        "published_facts",
        "register_loads",
        "seed_files",
        "tracking_table",
    } <= stems
    assert any(file.endswith(".html") for file in files)


def assert_noted(content: bytes, scope: str, release: Release) -> None:
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert rows
    for row in rows:
        assert set(row) >= NOTED
        assert all(row[note] for note in NOTED), row
    said = {
        (row["scope"], row["release"], row["edition"], row["as_of"]) for row in rows
    }
    as_of = release.info.as_of[scope].isoformat()
    assert said == {(scope, release.id, "demo", as_of)}


def assert_printed(content: bytes, language: str, release: Release) -> None:
    words = content.decode()
    assert release.id in words
    assert EDITIONS[language] in words
    assert re.search(TIME[language], words)
