"""Readers sign in at a real OpenID provider, and see what their role opens."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import signing_in
from tests.browser.serving import Server, find_free_port, serve
from tests.browser.signing_in import CLIENT_ID, CLIENT_SECRET, Provider, provide
from tests.browser.visiting import open_tab, settle, visit

ROLE_FILE = """
[claim]
readers = "viewer"
editors = "analyst"
owners = "administrator"

[email]
"Mapped@Example.org" = "analyst"

[subject]
subject-only = "viewer"
"""
BRIEF_SECONDS = 12


def describe_account(*roles: str, **claims: object) -> dict[str, object]:
    return {"claims": {"roles": list(roles), **claims}}


ACCOUNTS = {
    "vera": describe_account("readers", email="vera@example.org", email_verified=True),
    "anna": describe_account("editors", "unknown"),
    "olga": describe_account("owners"),
    "nobody": describe_account("gardeners"),
    "mapped": describe_account(email="mapped@example.ORG", email_verified=True),
    "claimant": describe_account(email="mapped@example.org", email_verified=False),
    "subject-only": describe_account(),
    "brief": {**describe_account("editors"), "seconds": BRIEF_SECONDS},
}


@dataclass(frozen=True)
class House:
    """The dashboard and the provider that its readers sign in at."""

    server: Server
    provider: Provider

    def open(self, page: Page, path: str = "/?lang=en") -> None:
        visit(page, f"{self.server.url}{path}")

    def sign_in(self, page: Page, account: str, path: str = "/?lang=en") -> None:
        self.open(page, path)
        self.go_through(page, account)

    def go_through(self, page: Page, account: str) -> None:
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Account").fill(account)
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(f"{self.server.url}/**")
        settle(page)


@pytest.fixture(scope="module")
def house(
    demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    signing_in.install()
    folder = tmp_path_factory.mktemp("sign_in")
    port = find_free_port()
    callback = f"http://127.0.0.1:{port}/oauth2callback"
    (folder / "roles.toml").write_text(ROLE_FILE, "utf-8")
    secrets = folder / "secrets.toml"
    with provide(callback, ACCOUNTS, folder) as provider:
        auth = {
            "redirect_uri": callback,
            "cookie_secret": "a secret of tests, of thirty-two bytes and more",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "server_metadata_url": provider.metadata_url,
            "expose_tokens": "id",
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in auth.items()]
        secrets.write_text("\n".join(["[auth]", *lines]), "utf-8")
        with serve(
            "server.py",
            demo_warehouse,
            folder / "server.log",
            port=port,
            STREAMLIT_SECRETS_FILES=str(secrets),
            DASHBOARD_AUDIENCE="internal",
            DASHBOARD_ROLES_FILE=str(folder / "roles.toml"),
        ) as server:
            yield House(server, provider)


@pytest.fixture
def page(browser: Browser, house: House) -> Iterator[Page]:
    house.provider.changes.clear()
    with open_tab(browser) as opened:
        yield opened


def list_menu(page: Page) -> list[str]:
    return page.locator('[data-testid="stPageLink"]').all_inner_texts()


def test_nobody_sees_a_page_before_signing_in(house, page):
    house.open(page, "/trainings?lang=en&scope=institution")
    expect(page.locator("h1")).to_have_text("Sign in")
    assert list_menu(page) == []
    assert page.locator("canvas, [data-testid='stMetric']").count() == 0


@pytest.mark.parametrize(
    ("account", "role", "has_intake"),
    [
        ("vera", "Viewer", False),
        ("anna", "Analyst", True),
        ("olga", "Administrator", True),
        ("mapped", "Analyst", True),
        ("subject-only", "Viewer", False),
    ],
)
def test_a_role_opens_its_pages(house, page, account, role, has_intake):
    house.sign_in(page, account, "/intake?lang=en")
    expect(page.get_by_role("button", name=role)).to_be_visible()
    assert ("Intake" in list_menu(page)) is has_intake
    title = "Intake of registers" if has_intake else "This page is not open to you"
    expect(page.locator("h1").first).to_have_text(title)
    assert (page.locator('[data-testid="stFileUploader"]').count() > 0) is has_intake
