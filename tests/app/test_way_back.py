"""Signing in and out lead back to a page of this server, and to no other."""

import asyncio
import json
from urllib.parse import quote, unquote

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from streamlit.runtime.secrets import Secrets

from dashboard.settings import load_sign_in
from dashboard.sign_in.way_back import RETURN_COOKIE, WayBack

HOST = "dashboard.example.org"
PROVIDER = "https://login.example.org/auth"


def start(request):
    if "down" in request.query_params:
        return PlainTextResponse("Authentication error", 400)
    return RedirectResponse(PROVIDER, 302)


def finish(request):
    answer = RedirectResponse("/", 302)
    if request.query_params.get("code") == "good":
        answer.set_cookie("_streamlit_user", "signed")
    else:
        answer.delete_cookie("_streamlit_user")
    return answer


def leave(request):
    known = "known" in request.query_params
    return RedirectResponse(f"{PROVIDER}/end" if known else "/", 302)


APP = Starlette(
    routes=[
        Route("/auth/login", start),
        Route("/auth/logout", leave),
        Route("/oauth2callback", finish),
    ],
    middleware=[Middleware(WayBack)],
)


@pytest.fixture(autouse=True)
def signing_in(monkeypatch, tmp_path):
    """Readers sign in here; the secrets are those that Streamlit would have read."""
    monkeypatch.setenv("WAREHOUSE_DIR", str(tmp_path))
    secrets = Secrets()
    secrets._secrets = {
        "auth": {
            "redirect_uri": f"https://{HOST}/oauth2callback",
            "cookie_secret": "s" * 32,
            "client_id": "us",
            "client_secret": "hush",
            "server_metadata_url": PROVIDER,
            "expose_tokens": "id",
        }
    }
    monkeypatch.setattr(st, "secrets", secrets)
    load_sign_in.cache_clear()
    yield
    load_sign_in.cache_clear()


def ask(path: str, **headers: str) -> tuple[int, str, list[str]]:
    """Status, where to, and the cookies of an answer."""
    route, _, query = path.partition("?")
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "path": route,
        "raw_path": route.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": query.encode(),
        "headers": [
            (key.encode(), value.encode("latin-1"))
            for key, value in {"host": HOST, **headers}.items()
        ],
        "server": (HOST, 443),
        "client": ("10.0.0.5", 50000),
        "http_version": "1.1",
    }
    asyncio.run(APP(scope, receive, send))
    found = [(k.decode(), v.decode()) for k, v in sent[0]["headers"]]
    cookies = [value for key, value in found if key == "set-cookie"]
    return sent[0]["status"], dict(found)["location"], cookies


def remember(page: str) -> str:
    return f"{RETURN_COOKIE}={quote(page, safe='')}"


def test_the_page_where_signing_in_began_is_remembered():
    page = "/sources?lang=ru&words=%D0%BE%D1%82%D1%87%D1%91%D1%82"
    referer = f"https://{HOST}{page}&sign_in=refused"
    status, location, [cookie] = ask("/auth/login", referer=referer)
    assert (status, location) == (302, PROVIDER)
    name, _, rest = cookie.partition("=")
    assert (name, unquote(rest.partition(";")[0])) == (RETURN_COOKIE, page)
    assert "HttpOnly; SameSite=lax; secure" in cookie


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("code=good", "/sources?lang=ru"),
        ("code=bad", "/sources?lang=ru&sign_in=refused"),
        ("error=access_denied", "/sources?lang=ru&sign_in=refused"),
        ("", "/sources?lang=ru"),
    ],
)
def test_the_callback_leads_back_and_says_of_a_failure(query, location):
    cookie = remember("/sources?lang=ru")
    assert ask(f"/oauth2callback?{query}", cookie=cookie)[:2] == (303, location)


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "/\t/example.org",
        "javascript:alert(1)",
        "/a\r\nset-cookie: x=y",
        "sources",
        "",
        "/" + "a" * 2000,
    ],
)
def test_it_leads_to_no_other_site(page):
    _, location, _ = ask("/oauth2callback?code=good", cookie=remember(page))
    assert location == "/"


@pytest.mark.parametrize(
    "referer",
    [
        "https://example.org/sources",
        f"https://example.org/{HOST}/",
        f"https://{HOST}.example.org/",
        f"https://{HOST}//example.org/",
        "no address",
        "https://[",
        "",
    ],
)
def test_another_site_is_not_remembered(referer):
    _, _, [cookie] = ask("/auth/login", referer=referer)
    assert cookie.startswith(f"{remember('/')};")


def test_a_provider_that_does_not_answer_leads_back_too():
    status, location, _ = ask("/auth/login?down", referer=f"https://{HOST}/x?lang=ru")
    assert (status, location) == (303, "/x?lang=ru&sign_in=unreachable")


def test_a_failure_is_recorded(tmp_path):
    ask("/oauth2callback?error=access_denied")
    ask("/auth/login?down")
    [content] = (tmp_path / "audit").iterdir()
    lines = [json.loads(line) for line in content.read_text("utf-8").splitlines()]
    assert [line["event"] for line in lines] == ["sign_in_refused"] * 2
    assert [line["reason"] for line in lines] == ["refused", "unreachable"]


def test_signing_out_passes_by_the_provider_where_that_can_end_a_session():
    referer = f"https://{HOST}/sources?lang=ru"
    assert ask("/auth/logout?known", referer=referer)[1] == f"{PROVIDER}/end"
    assert ask("/auth/logout", referer=referer)[1] == "/sources?lang=ru"


def test_cookies_are_for_encrypted_connections_alone():
    _, _, cookies = ask("/oauth2callback?code=good", cookie=remember("/"))
    assert cookies
    assert all(cookie.endswith("; secure") for cookie in cookies)
