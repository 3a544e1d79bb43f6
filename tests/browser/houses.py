"""A dashboard whose readers sign in, with the provider and the accounts for it."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.identity_providers import (
    CLIENT_ID,
    CLIENT_SECRET,
    Provider,
    install,
    provide,
)
from tests.browser.serving import Server, find_free_port, serve
from tests.browser.visiting import settle, visit

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
BRIEF_SECONDS = 9


def describe_account(*roles: str, **claims: object) -> dict[str, object]:
    return {"claims": {"roles": list(roles), **claims}}


ACCOUNTS = {
    "vera": describe_account("readers", email="vera@example.org", email_verified=True),
    "anna": describe_account("editors", "unknown", email="anna@example.org"),
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
        page.get_by_role("button", name=re.compile("Sign in|Войти")).click()
        page.get_by_label("Account").fill(account)
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(f"{self.server.url}/**")
        settle(page)


@contextmanager
def open_house(
    script: str, warehouse: Path, folder: Path, address: str = "127.0.0.1"
) -> Iterator[House]:
    """Run the provider and the dashboard until the block ends.

    It serves the releases of `warehouse`, and keeps records of its own.
    """
    install()
    port = find_free_port()
    callback = f"http://127.0.0.1:{port}/oauth2callback"
    roles, secrets = folder / "roles.toml", folder / "secrets.toml"
    roles.write_text(ROLE_FILE, "utf-8")
    own = folder / "warehouse"
    own.mkdir()
    (own / "releases").symlink_to(warehouse / "releases")
    shutil.copy(warehouse / "current.json", own)
    with provide(callback, ACCOUNTS, folder) as provider:
        secrets.write_text(_describe(callback, provider), "utf-8")
        with serve(
            script,
            own,
            folder / "server.log",
            port=port,
            address=address,
            STREAMLIT_SECRETS_FILES=str(secrets),
            DASHBOARD_AUDIENCE="internal",
            DASHBOARD_ROLES_FILE=str(roles),
        ) as server:
            yield House(server, provider)


def _describe(callback: str, provider: Provider) -> str:
    auth = {
        "redirect_uri": callback,
        "cookie_secret": "a secret of tests, of thirty-two bytes and more",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "server_metadata_url": provider.metadata_url,
        "expose_tokens": "id",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in auth.items()]
    return "\n".join(["[auth]", *lines])
