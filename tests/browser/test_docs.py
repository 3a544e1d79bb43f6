"""`/docs` shows dbt's documentation of a release, and asks nobody else for anything."""

import gzip
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.visiting import Complaints, visit
from warehouse.releases import Release, list_releases
from warehouse.settings import Settings

Ask = Callable[..., tuple[int, dict[str, str], bytes]]


class Still(HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:
        return None


@pytest.fixture
def ask(server: Server) -> Ask:
    """One request, without following where it is sent."""

    def send(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(f"{server.url}{path}", headers=named)
        try:
            answer = build_opener(Still).open(request, timeout=30)
        except HTTPError as error:
            answer = error
        with answer:
            found = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, found, answer.read()

    return send


@pytest.fixture
def releases(demo_warehouse) -> list[Release]:
    return list_releases(Settings(dir=demo_warehouse))


def test_the_current_release_is_where_docs_lead(ask, releases):
    newest, older = releases
    for path, release in (
        ("/docs", newest),
        ("/docs/", newest),
        (f"/docs?release={older.id}", older),
    ):
        status, headers, _ = ask(path)
        assert (status, headers["location"]) == (307, f"/docs/{release.id}/")


def test_a_sealed_page_is_kept_by_browsers(ask, releases):
    path = f"/docs/{releases[1].id}/"
    status, headers, packed = ask(path, Accept="text/html", Accept_Encoding="gzip")
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "private, max-age=31536000, immutable"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    _, plain_headers, plain = ask(path, Accept="text/html")
    assert gzip.decompress(packed) == plain
    assert "content-encoding" not in plain_headers
    status, again, body = ask(path, If_None_Match=headers["etag"])
    assert (status, body, again["etag"]) == (304, b"", headers["etag"])


@pytest.mark.parametrize(
    "path",
    [
        "/docs/20200101T000000Z-0/",
        "/docs/..%2F..%2Fetc%2Fpasswd/",
        "/docs/%2e%2e/",
        "/docs/<script>/",
        "/docs/.tmp-x/",
        "/docs?release=https://example.org",
        "/docs?release=..%2F..%2F",
        f"/docs/{'a' * 3000}/",
    ],
)
def test_nothing_else_is_sent(ask, path):
    status, headers, body = ask(path.replace("<", "%3C").replace(">", "%3E"))
    # Streamlit itself refuses a path that leads upwards.
    assert status in (400, 404)
    assert headers.get("content-type", "text/plain").startswith("text/plain")
    assert len(body) < 300
    assert b"root:" not in body


def test_project_and_model_are_shown_without_any_other_host(
    server: Server, tab: Page, complaints: Complaints, releases
) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{server.url}/docs")
    expect(tab.get_by_role("heading", name="Welcome")).to_be_visible()
    page = f"{server.url}/docs/{releases[0].id}/"
    tab.goto(f"{page}#!/model/model.donor_warehouse.dim_date")
    expect(tab.get_by_text("One row per day").first).to_be_visible()
    expect(tab.get_by_text("fiscal_quarter_start_date").first).to_be_visible()
    fetched = [url for url in asked if not url.startswith(("data:", "blob:"))]
    assert [url for url in fetched if not url.startswith(server.url)] == []
    # Pictures that dbt's page asks for before it knows their names are refused.
    # Icons have no name yet when the browser first looks for them.
    known = ("img-src", "getIcon(")
    errors = [
        line for line in complaints.console if not any(part in line for part in known)
    ]
    assert errors == []


def test_the_page_of_sources_leads_there(server: Server, tab: Page, releases) -> None:
    release = releases[1].id
    node = "model.mart_metric_value"
    visit(tab, f"{server.url}/sources?lang=en&node={node}&release={release}")
    link = tab.get_by_role("link", name="This node in dbt")
    with tab.context.expect_page() as opened:
        link.click()
    expect(opened.value.get_by_text("One row per metric").first).to_be_visible()
    assert f"/docs/{release}/#!/model/" in opened.value.url
