"""`?release=` shows that release and no other, on every page, until it is gone."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from dashboard import docs_route
from dashboard.data import ANSWERS_KEPT
from dashboard.parameters import SCOPES
from dashboard.pinned_view import WITHOUT_RELEASE
from dashboard.wording import LANGUAGES, WORD_JOINER
from tests.app.opening import PAGES, list_elements, open_page, read_words
from tests.app.test_pages import HOSTILE
from warehouse.release_info import DATABASE_NAME
from warehouse.releases import Release, list_releases, pointer_path
from warehouse.settings import load_settings
from warehouse.withdrawals import Withdrawal, write_withdrawal

SHOWING = [page for page in PAGES if page not in WITHOUT_RELEASE]
BACK = {"en": "Show the current release", "ru": "Показать текущий выпуск"}
RIBBON = re.compile("|".join([*BACK.values(), ":material/history:"]))
# The pin in links, and the number under which a file to download is kept.
OF_A_RUN = re.compile(r"(&amp;|&)release=[^&\\\"]+|\"deferredFileId\": \"\w+\"")


@pytest.fixture(autouse=True)
def folder(demo_pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse with the demo's releases and a pointer of its own to the newest."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "releases").symlink_to(demo_pages / "releases")
    monkeypatch.setenv("WAREHOUSE_DIR", str(folder))
    point_to(list_releases(load_settings())[0])
    return folder


@pytest.fixture
def newest() -> Release:
    return list_releases(load_settings())[0]


@pytest.fixture
def older() -> Release:
    return list_releases(load_settings())[1]


def point_to(release: Release) -> None:
    text = json.dumps({"release": release.id})
    pointer_path(load_settings()).write_text(text)


def unescape(words: str) -> str:
    return words.replace("\\", "").replace(WORD_JOINER, "")


def find_ribbon(app: AppTest) -> str:
    boxes = [box for box in app.get("html") if box.value.count(BACK["en"])]
    lines = [m.value for m in app.markdown if "not the current one" in m.value]
    assert len(boxes) == len(lines)
    return unescape("".join(lines))


def read_page(app: AppTest) -> list[str]:
    """All that a page says, without the ribbon and without the pin in its links."""
    elements = [unescape(element) for element in list_elements(app)]
    return [OF_A_RUN.sub("", part) for part in elements if not RIBBON.search(part)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("page", SHOWING)
def test_a_pinned_page_is_the_page_of_its_day(page, scope, language, older):
    """Word for word what it was while that release was the current one."""
    query = f"lang={language}&scope={scope}"
    pinned = open_page(page, f"{query}&release={older.id}")
    assert not pinned.exception
    point_to(older)
    then = open_page(page, query)
    assert read_page(pinned) == read_page(then)


@pytest.mark.parametrize("page", ["overview", "trainings", "indicators", "sources"])
def test_the_two_releases_differ(page, older):
    """So that the test above can tell one from the other."""
    query = "lang=en&scope=example"
    pinned = read_words(open_page(page, f"{query}&release={older.id}"))
    assert pinned != read_words(open_page(page, query))


@pytest.mark.parametrize("page", SHOWING)
def test_an_old_release_is_named_with_a_way_back(page, older):
    app = open_page(page, f"lang=en&release={older.id}&scope=example&period=2010")
    ribbon = find_ribbon(app)
    assert older.id in ribbon
    made = older.info.created_at
    assert f"{made.day} {made:%b %Y, %H:%M} UTC (demo edition)" in ribbon
    [way] = [box.value for box in app.get("html") if BACK["en"] in box.value]
    assert 'href="?lang=en&amp;scope=example&amp;period=2010"' in way


@pytest.mark.parametrize("page", WITHOUT_RELEASE)
def test_a_page_of_the_present_ignores_the_pin_and_keeps_it(page, older):
    app = open_page(page, f"lang=en&release={older.id}")
    assert not app.exception
    assert find_ribbon(app) == ""
    assert f"release={older.id}" in app.get("page_link")[0].proto.query_string
    assert not [button for button in app.button if button.key == "cite"]


def test_the_current_release_can_be_pinned_before_a_newer_one(older, newest):
    point_to(older)
    app = open_page("overview", f"lang=en&scope=example&release={older.id}")
    before = read_page(app)
    assert find_ribbon(app) == ""
    point_to(newest)
    app.run()
    assert older.id in find_ribbon(app)
    assert read_page(app) == before
    assert find_ribbon(open_page("overview", "lang=en&scope=example")) == ""


@pytest.mark.parametrize("page", PAGES)
def test_every_link_keeps_the_pin(page, older):
    app = open_page(page, f"lang=en&scope=example&release={older.id}")
    links = [link.proto.query_string for link in app.get("page_link")]
    assert links
    assert all(f"release={older.id}" in link for link in links)
    [languages] = [html.value for html in app.get("html") if 'lang="ru"' in html.value]
    assert f"release={older.id}" in languages


def test_a_choice_keeps_the_pin(older):
    """A fragment runs alone, without the script that chose the release."""
    query = "lang=en&scope=example"
    pinned = choose_seminars(open_page("trainings", f"{query}&release={older.id}"))
    assert pinned.query_params["release"] == older.id
    now = choose_seminars(open_page("trainings", query))
    point_to(older)
    then = choose_seminars(open_page("trainings", query))
    assert read_page(pinned) == read_page(then) != read_page(now)


def choose_seminars(app: AppTest) -> AppTest:
    app.selectbox(key="method").select("seminar").run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", SHOWING)
def test_an_unknown_release_shows_no_other_numbers(page, language, newest, older):
    app = open_page(page, f"lang={language}&scope=example&release=20200101T000000Z-0")
    assert_refused(app)
    assert "20200101T000000Z-0" in unescape(app.error[0].value)
    offered = "".join(html.value for html in app.get("html"))
    for release in (newest, older):
        address = f"?lang={language}&amp;scope=example&amp;release={release.id}"
        assert f'href="{address}"' in offered
    assert f'href="?lang={language}&amp;scope=example"' in offered


def test_no_number_of_another_release_is_traced_in_its_place():
    figure = "trainings_held:programme:programme:2007-01-01:total:total"
    app = open_page("overview", f"lang=en&release=20200101T000000Z-0&trace={figure}")
    assert_refused(app)


@pytest.mark.parametrize("value", [v for v in HOSTILE if v])
def test_a_hostile_release_is_unknown(value):
    app = open_page("overview", "lang=en")
    app.query_params["release"] = value
    app.run()
    assert_refused(app)
    words = unescape(app.error[0].value)
    assert " ".join(value.split())[:40] in words
    assert len(words) < 300
    assert "<script" not in "".join(html.value for html in app.get("html"))


@pytest.mark.parametrize("name", [".", "..", "../releases", ".tmp-x", "nul\0"])
def test_no_name_leads_out_of_the_folder(name):
    app = open_page("overview", "lang=en")
    app.query_params["release"] = name
    app.run()
    assert_refused(app)


def test_no_release_in_the_address_is_the_current_one():
    assert not open_page("overview", "lang=en&release=").error


def test_a_damaged_release_is_refused(demo_pages, folder, older, newest):
    (folder / "releases").unlink()
    shutil.copytree(demo_pages / "releases", folder / "releases")
    database = folder / "releases" / older.id / DATABASE_NAME
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    app = open_page("overview", f"lang=en&release={older.id}")
    assert_refused(app)
    assert "its file is damaged" in app.error[0].value
    assert not open_page("overview", f"lang=en&release={newest.id}").error


def test_a_release_removed_under_a_reader_is_refused_at_the_next_run(
    demo_pages, folder, older
):
    (folder / "releases").unlink()
    shutil.copytree(demo_pages / "releases", folder / "releases")
    app = open_page("overview", f"lang=en&scope=example&release={older.id}")
    assert not app.error
    shutil.rmtree(folder / "releases" / older.id)
    app.run()
    assert_refused(app)


def assert_refused(app: AppTest) -> None:
    assert not app.exception
    assert len(app.error) == 1
    assert len(app.title) == 1
    shown = ("metric", "dataframe", "vega_lite_chart", "download_button")
    assert [kind for kind in shown if app.get(kind)] == []
    # The frame speaks of no release either: neither its day nor its checks.
    assert "passed" not in read_words(app)
    assert not [button for button in app.button if button.key == "cite"]


def look_through_old_releases() -> None:
    """A script: an answer of the current release, many of an old one, one again."""
    import polars as pl
    import streamlit as st

    from dashboard.data import ask, pin_release
    from warehouse.releases import list_releases
    from warehouse.settings import load_settings

    calls = st.session_state.setdefault("calls", [])

    def fetch(file, number):
        calls.append((file.release.id, number))
        return pl.DataFrame({"release": [file.release.id]})

    newest, older = list_releases(load_settings())[:2]
    for asked, numbers in (
        ("", [0]),
        (older.id, range(st.session_state["many"])),
        ("", [0]),
    ):
        pin_release(asked)
        answers = {ask(fetch, number)["release"].item() for number in numbers}
        assert answers == {asked or newest.id}


def test_old_releases_evict_nothing_of_the_current_one(newest):
    app = AppTest.from_function(look_through_old_releases, default_timeout=60)
    app.session_state["many"] = ANSWERS_KEPT + 1
    app.run()
    assert not app.exception
    assert app.session_state["calls"].count((newest.id, 0)) == 1
    assert len(app.session_state["calls"]) == ANSWERS_KEPT + 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("It was withdrawn", "Reason: on request", "Withdrawn: ")),
        ("ru", ("Он отозван", "Причина: on request", "Отозван: ")),
    ],
)
def test_a_withdrawn_release_says_when_why_and_what_is_there_now(
    folder: Path, newest: Release, older: Release, lang: str, said: tuple[str, ...]
) -> None:
    kept = newest.path.resolve()
    (folder / "releases").unlink()
    (folder / "releases").mkdir()
    (folder / "releases" / newest.id).symlink_to(kept)
    withdrawal = Withdrawal(
        release=older.id,
        withdrawn_at=datetime(2026, 11, 1, tzinfo=UTC),
        reason="on request <img src=x> [x](javascript:alert)",
        replaced_by=newest.id,
    )
    write_withdrawal(withdrawal, load_settings())
    app = open_page("overview", f"lang={lang}&release={older.id}")
    assert not app.exception
    assert not app.metric
    words = unescape("\n".join(list_elements(app)))
    assert all(part in words for part in said), words
    assert "<img src=x>" not in "".join(html.value for html in app.get("html"))
    links = "".join(html.value for html in app.get("html"))
    assert newest.id in links
    assert links.count(f"release={older.id}") == 1, "the other language's"
    gone = open_page("overview", f"lang={lang}&release=no-such-release")
    assert said[0] not in unescape("\n".join(list_elements(gone)))


def test_documentation_of_a_withdrawn_release_is_gone(
    folder: Path, newest: Release
) -> None:
    (folder / "releases").unlink()
    (folder / "releases").mkdir()
    write_withdrawal(Withdrawal(release=newest.id), load_settings())
    for asked, status in ((newest.id, 410), ("no-such-release", 404)):
        request = {"type": "http", "headers": [], "path_params": {"release": asked}}
        assert docs_route.send_docs(Request(request)).status_code == status
