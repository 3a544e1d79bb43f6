"""HTTP around the pages: redirects, health, the document's language, who may ask."""

import asyncio
import re
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web import (
    SECURITY_HEADERS,
    DocumentLanguage,
    LocalOnly,
    SecurityHeaders,
    redirect_default_page,
)
from tests.browser.serving import serve

DOCUMENT = '<!DOCTYPE html><html lang="en"><head></head><body>Проверка</body></html>'
HTML = {"accept": "text/html"}


def serve_document(request: object) -> Response:
    return HTMLResponse(DOCUMENT)


APP = Starlette(
    routes=[
        Route("/overview", redirect_default_page),
        Route("/{page:path}", serve_document),
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(LocalOnly),
        Middleware(DocumentLanguage),
    ],
)


def ask(
    path: str, headers: dict[str, str] | None = None, server: str = "127.0.0.1"
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of one request to the app."""
    return asyncio.run(_ask(APP, path, headers or {}, server))


async def _ask(
    app: ASGIApp, path: str, headers: dict[str, str], server: str
) -> tuple[int, dict[str, str], str]:
    route, _, query = path.partition("?")
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": route,
        "raw_path": route.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "server": (server, 8501),
        "client": ("127.0.0.1", 50000),
        "http_version": "1.1",
    }
    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in messages[1:])
    found = {k.decode(): v.decode() for k, v in messages[0]["headers"]}
    return messages[0]["status"], found, body.decode()


def test_the_default_page_has_one_address():
    status, headers, _ = ask("/overview?lang=ru&scope=example")
    assert status == 308
    assert headers["location"] == "/?lang=ru&scope=example"
    assert ask("/overview")[1]["location"] == "/"


@pytest.mark.parametrize(
    ("path", "headers", "language"),
    [
        ("/?lang=ru", {}, "ru"),
        ("/?lang=en", {"accept-language": "ru"}, "en"),
        ("/sources", {"accept-language": "ru-RU,ru;q=0.9"}, "ru"),
        ("/sources", {}, "en"),
        ('/?lang="><script>', {}, "en"),
    ],
)
def test_the_document_says_its_language(path, headers, language):
    _, answer, body = ask(path, {**HTML, **headers})
    assert f'<html lang="{language}">' in body
    assert answer["content-language"] == language
    assert answer["vary"] == "accept-language"
    assert int(answer["content-length"]) == len(body.encode())


def test_what_is_no_document_is_left_alone():
    _, headers, body = ask("/?lang=ru", {"accept": "application/json"})
    assert body == DOCUMENT
    assert "content-language" not in headers


@pytest.mark.parametrize("address", ["10.0.0.5", "192.168.1.2", "fe80::1"])
def test_other_machines_are_refused(address):
    status, _, body = ask("/", HTML, server=address)
    assert status == 403
    assert "this machine only" in body


@pytest.mark.parametrize(
    ("path", "server"),
    [("/", "127.0.0.1"), ("/overview", "127.0.0.1"), ("/", "10.0.0.5")],
)
def test_every_answer_has_the_security_headers(path, server):
    _, headers, _ = ask(path, HTML, server=server)
    sent = {name.lower(): value for name, value in SECURITY_HEADERS.items()}
    assert sent.items() <= headers.items()


def test_websockets_are_passed_on_as_they_are():
    greeting = {"type": "websocket.accept", "headers": []}

    async def accept(scope: Scope, receive: Receive, send: Send) -> None:
        await send(greeting)

    assert asyncio.run(_collect(SecurityHeaders(accept), {"type": "websocket"})) == [
        {"type": "websocket.accept", "headers": []}
    ]


async def _collect(app: ASGIApp, scope: Scope) -> list[Message]:
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    return messages


def test_the_server_sends_them_on_the_wire(demo_warehouse, tmp_path):
    with serve("server.py", demo_warehouse, tmp_path / "server.log") as server:
        page = fetch(f"{server.url}/sources")
        script = re.search(r'src="\./(static/[^"]+\.js)"', page[1])
        assert script
        paths = (
            "healthz",
            "metrics",
            "_stcore/health",
            "_stcore/none",
            "media/none",
            script[1],
        )
        answers = [page, *(fetch(f"{server.url}/{path}") for path in paths)]
    for headers, _ in answers:
        for name, value in SECURITY_HEADERS.items():
            assert headers.get_all(name) == [value]


def fetch(url):
    """Headers and body of an answer, also of a refusal."""
    try:
        answer = urlopen(url, timeout=30)
    except HTTPError as refusal:
        answer = refusal
    with answer:
        return answer.headers, answer.read().decode()
