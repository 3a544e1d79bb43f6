"""A view is cited with its release: address and line, in either language."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pinned_view import WITHOUT_RELEASE
from dashboard.wording import LANGUAGES
from tests.app.opening import PAGES, open_page
from warehouse.releases import find_served, list_releases
from warehouse.settings import Settings

pytestmark = pytest.mark.usefixtures("demo_pages")

SHOWING = [page for page in PAGES if page not in WITHOUT_RELEASE]
VIEWED = {
    "en": r"Viewed \d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}:\d{2} UTC\.",
    "ru": r"Просмотрено \d{1,2} [а-я]{3,5}\.? \d{4}, \d{2}:\d{2} UTC\.",
}


@pytest.fixture
def newest(demo_warehouse):
    return find_served(Settings(dir=demo_warehouse)).release


def cite(app: AppTest) -> tuple[dict[str, list[str]], str]:
    """The query of the cited address, and the line."""
    app.button(key="cite").click().run()
    assert not app.exception
    address, line = [code.value for code in app.code][-2:]
    assert line.endswith(address)
    return parse_qs(urlsplit(address).query), line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", SHOWING)
def test_every_page_can_be_cited(page, language, newest):
    query, line = cite(open_page(page, f"lang={language}&scope=example"))
    assert query == {"lang": [language], "scope": ["example"], "release": [newest.id]}
    day = {"en": "30 Jun 2010", "ru": "30 июн. 2010"}[language]
    edition = {"en": "demo edition", "ru": "демонстрационный"}[language]
    scope = {"en": "(Worked example)", "ru": "(Учебный пример)"}[language]
    for part in (newest.id, day, edition, scope):
        assert part in line
    assert re.search(VIEWED[language], line)
    assert "\n" not in line


def test_the_line_names_programme_and_page():
    _, line = cite(open_page("overview", "lang=en"))
    assert line.startswith("Municipal Partnership: USA – Russian Far East. Overview (")


def test_filters_and_an_older_pin_are_cited(demo_warehouse):
    older = list_releases(Settings(dir=demo_warehouse))[1]
    chosen = "scope=institution&method=seminar&period=2008-04"
    app = open_page("trainings", f"{chosen}&release={older.id}")
    query, line = cite(app)
    assert query["release"] == [older.id]
    assert query["method"] == ["seminar"]
    assert query["period"] == ["2008-04"]
    assert query["lang"] == ["en"]
    assert older.id in line


def test_the_cited_address_shows_no_warning(newest):
    query, _ = cite(open_page("overview", "lang=en&scope=example"))
    again = open_page("overview", "&".join(f"{k}={v[0]}" for k, v in query.items()))
    assert not again.warning
    assert not [m for m in again.markdown if "not the current one" in m.value]
