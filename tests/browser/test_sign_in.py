"""Readers sign in at a real OpenID provider, and see what their role opens."""

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.forgeries import (
    FOREIGN,
    FORGERIES,
    REFUSED,
    leave_unsigned,
    sign_with_the_public_key,
)
from tests.browser.houses import BRIEF_SECONDS, House, open_house
from tests.browser.identity_providers import CLIENT_ID
from tests.browser.latin_words import find_untranslated
from tests.browser.visiting import open_tab, settle


@pytest.fixture(scope="module")
def house(
    demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with open_house(
        "server.py", demo_warehouse, tmp_path_factory.mktemp("house")
    ) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, house: House) -> Iterator[Page]:
    house.provider.changes.clear()
    with open_tab(browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def waiting(browser: Browser, house: House) -> Iterator[Page]:
    """A tab that stays where signing in begins, for all that is refused there."""
    with open_tab(browser) as opened:
        house.open(opened, "/sources?lang=en")
        yield opened


def list_menu(page: Page) -> list[str]:
    return page.locator('[data-testid="stPageLink"]').all_inner_texts()


def expect_title(page: Page, words: str) -> None:
    expect(page.locator("h1").first).to_have_text(words)


def expect_nothing(house: House, page: Page) -> None:
    """No menu, no figure, and no guarded route."""
    assert list_menu(page) == []
    assert page.locator("canvas, [data-testid='stMetric']").count() == 0
    for path in ("docs", "media/any.csv"):
        answer = page.request.get(f"{house.server.url}/{path}", max_redirects=0)
        assert answer.status == 403, path


def is_known_to_provider(house: House, page: Page) -> bool:
    """Whether the provider would let the browser's user in without a question."""
    query = {
        "client_id": CLIENT_ID,
        "redirect_uri": f"{house.server.url}/oauth2callback",
        "response_type": "code",
        "scope": "openid",
        "prompt": "none",
        "nonce": "any",
        "code_challenge": "a" * 43,
        "code_challenge_method": "S256",
    }
    address = f"{house.provider.issuer}/auth?{urlencode(query)}"
    answer = page.request.get(address, max_redirects=0)
    return "code=" in answer.headers["location"]


def test_nobody_sees_a_page_before_signing_in(house, page):
    house.open(page, "/trainings?lang=en&scope=institution")
    expect_title(page, "Sign in")
    expect_nothing(house, page)
    page.get_by_role("link", name="Русский").click()
    settle(page)
    expect_title(page, "Вход")
    words = page.locator("h1, p").all_inner_texts()
    assert find_untranslated("\n".join(words)) == []
    assert page.url.endswith("/trainings?lang=ru&scope=institution")
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(
    ("account", "role", "has_workbench"),
    [
        ("vera", "Viewer", False),
        ("anna", "Analyst", True),
        ("olga", "Administrator", True),
        ("mapped", "Analyst", True),
    ],
)
def test_a_role_opens_its_pages(house, page, account, role, has_workbench):
    house.sign_in(page, account, "/intake?lang=en&scope=institution")
    assert page.url.endswith("/intake?lang=en&scope=institution")
    expect(page.get_by_role("button", name=role)).to_be_visible()
    menu = list_menu(page)
    assert "Overview" in menu
    assert ("Intake" in menu, "SQL" in menu) == (has_workbench, has_workbench)
    expect_title(
        page, "Intake of registers" if has_workbench else "This page is not open to you"
    )
    fields = page.locator('[data-testid="stFileUploader"]')
    assert (fields.count() > 0) is has_workbench
    docs = page.request.get(f"{house.server.url}/docs", max_redirects=0)
    assert docs.status == 307
    media = page.request.get(f"{house.server.url}/media/any.csv")
    assert media.status == 404
    upload = page.request.put(f"{house.server.url}/_stcore/upload_file/any/any")
    assert (upload.status == 404) is not has_workbench


@pytest.mark.parametrize("account", ["nobody", "claimant"])
def test_no_role_no_page(house, page, account):
    house.sign_in(page, account, "/?lang=ru")
    expect_title(page, "Доступ пока не открыт")
    expect_nothing(house, page)
    house.open(page, "/sources?lang=en")
    expect_title(page, "You have no access yet")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign out everywhere").click()
    page.wait_for_url(f"{house.server.url}/**")
    expect_title(page, "Sign in")
    assert page.url == f"{house.server.url}/sources?lang=en"


def test_signing_out_ends_every_tab_the_cookie_and_the_provider_s_session(
    house, page, browser
):
    house.sign_in(page, "anna", "/sources?lang=en")
    other = page.context.new_page()
    house.open(other, "/?lang=en")
    stolen = page.context.storage_state()
    assert is_known_to_provider(house, page)

    page.get_by_role("button", name="Analyst").click()
    expect(page.get_by_text("You are signed in as anna")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign out everywhere").click()
    page.wait_for_url(f"{house.server.url}/sources?lang=en")
    expect_title(page, "Sign in")
    expect_nothing(house, page)
    assert not is_known_to_provider(house, page)

    other.get_by_role("link", name="Trainings", exact=True).click()
    expect_title(other, "You have signed out")
    assert list_menu(other) == []
    with open_tab(browser, storage_state=stolen) as thief:
        house.open(thief, "/?lang=en")
        expect_title(thief, "You have signed out")
        expect_nothing(house, thief)


def test_a_page_goes_when_the_token_expires_whatever_the_cookie_says(house, page):
    house.sign_in(page, "brief", "/trainings?lang=en&scope=institution")
    expires_at = time.monotonic() + BRIEF_SECONDS
    assert "Trainings" in list_menu(page)
    # A fragment of the frame runs then, nobody having touched anything.
    expect(page.locator("h1").first).to_have_text(
        "Your sign-in has expired", timeout=(BRIEF_SECONDS + 10) * 1000
    )
    assert time.monotonic() < expires_at + 10
    settle(page)
    expect_nothing(house, page)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["_streamlit_user"]["expires"] > time.time() + 86_400
    page.reload()
    expect_title(page, "Your sign-in has expired")
    expect_nothing(house, page)
    house.go_through(page, "anna")
    expect(page.get_by_role("button", name="Analyst")).to_be_visible()
    assert page.url.endswith("/trainings?lang=en&scope=institution")


@pytest.mark.parametrize("name", FORGERIES)
def test_a_token_is_refused_that_is(house, waiting, name):
    forge, title = FORGERIES[name]
    house.provider.changes.clear()
    house.provider.alter_token(lambda token: forge(house.provider, token))
    house.go_through(waiting, "olga")
    expect_title(waiting, title)
    expect_nothing(house, waiting)
    notice = waiting.get_by_text("Signing in did not succeed")
    assert notice.count() == (title == REFUSED)
    assert "Traceback" not in waiting.content()
    failure = "&sign_in=refused" if title == REFUSED else ""
    assert waiting.url == f"{house.server.url}/sources?lang=en{failure}"


@pytest.mark.parametrize(
    ("forge", "title"),
    [(leave_unsigned, FOREIGN), (sign_with_the_public_key, REFUSED)],
)
def test_a_provider_that_would_allow_it_changes_nothing(house, waiting, forge, title):
    house.provider.changes.clear()
    weak = ["RS256", "HS256", "none"]
    listed = "id_token_signing_alg_values_supported"
    house.provider.changes["/openid-configuration"] = lambda x: {**x, listed: weak}
    house.provider.alter_token(lambda token: forge(house.provider, token))
    house.go_through(waiting, "olga")
    expect_title(waiting, title)
    expect_nothing(house, waiting)


def test_a_reader_who_turns_back_or_meets_no_provider_is_told(house, page):
    house.open(page, "/sources?lang=ru")
    page.get_by_role("button", name="Войти").click()
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(f"{house.server.url}/**")
    expect(page.get_by_text("Войти не удалось")).to_be_visible()
    house.provider.changes["/openid-configuration"] = lambda metadata: 1 / 0
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_text("Служба входа не отвечает")).to_be_visible()
    expect_nothing(house, page)
    house.provider.changes.clear()
    house.go_through(page, "vera")
    assert "Источники" in list_menu(page)
    assert page.url == f"{house.server.url}/sources?lang=ru"


def test_without_server_py_access_is_the_same(demo_warehouse, tmp_path, browser):
    with (
        open_house("app.py", demo_warehouse, tmp_path, address="0.0.0.0") as house,
        open_tab(browser) as page,
    ):
        # The first deep link after a start shows a notice over the page.
        house.sign_in(page, "vera")
        assert page.url == f"{house.server.url}/"
        assert "Overview" in list_menu(page)
        assert "Intake" not in list_menu(page)
        house.open(page, "/intake?lang=en")
        expect_title(page, "This page is not open to you")
        page.get_by_role("button", name="Viewer").click()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="Sign out everywhere").click()
        page.wait_for_url(f"{house.server.url}/**")
        expect_title(page, "Sign in")
        assert list_menu(page) == []
