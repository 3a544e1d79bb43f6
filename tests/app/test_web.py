"""HTTP around the pages: redirects, health, the document's language, who may ask."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dashboard.web import (
    DocumentLanguage,
    LocalOnly,
    redirect_default_page,
)
from tests.app import asking

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
        Middleware(LocalOnly),
        Middleware(DocumentLanguage),
    ],
)


def ask(
    path: str, headers: dict[str, str] | None = None, server: str = "127.0.0.1"
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of one request to the app."""
    return asking.ask(APP, path, headers, server=server)


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
    "headers", [{"x-forwarded-for": "10.0.0.5"}, {"host": "dashboard.example.org"}]
)
def test_what_a_proxy_hands_on_is_refused(headers):
    status, _, body = ask("/", {**HTML, **headers})
    assert status == 403
    assert "this machine only" in body
