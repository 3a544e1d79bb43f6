"""HTTP around the pages: addresses, the document's language."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access import NOT_LOCAL, is_asked_locally, is_local, is_open_to_all
from dashboard.docs_route import DOCS
from dashboard.gate import Gate
from dashboard.menu import DEFAULT_PAGE
from dashboard.wording import negotiate_language

DOCUMENT_START = b'<html lang="en"'


async def redirect_default_page(request: Request) -> RedirectResponse:
    """Send `/overview` to `/`, where Streamlit serves its default page."""
    root = request.url.path.removesuffix(DEFAULT_PAGE)
    query = request.url.query
    return RedirectResponse(f"{root}?{query}" if query else root, status_code=308)


class LocalOnly(Gate):
    """Answers this machine only, where nothing else keeps others out."""

    def judge(self, scope: Scope) -> Response | None:
        """Refuse a request from outside."""
        address = (scope.get("server") or ("localhost",))[0]
        if is_open_to_all() or _is_local(scope, address):
            return None
        return PlainTextResponse(NOT_LOCAL.format(address=address), 403)


class DocumentLanguage:
    """Writes the reader's language into `<html lang>` of the first load."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change HTML documents, pass everything else on."""
        if scope["type"] != "http" or not _asks_for_document(scope):
            await self.app(scope, receive, send)
            return
        language = _find_language(Request(scope))
        # A compressed document could not be changed.
        plain = {**scope, "headers": _drop_header(scope, b"accept-encoding")}
        await self.app(plain, receive, _Document(send, language).send)


class _Document:
    """Holds an HTML response back until its length is known."""

    def __init__(self, send: Send, language: str) -> None:
        self._send = send
        self._language = language
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            await self._collect(message)

    async def _collect(self, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        start = self._start
        assert start is not None
        body = self._body.replace(
            DOCUMENT_START, f'<html lang="{self._language}"'.encode(), 1
        )
        headers = MutableHeaders(raw=start["headers"])
        headers["content-length"] = str(len(body))
        headers["content-language"] = self._language
        headers.add_vary_header("accept-language")
        await self._send(start)
        await self._send({**message, "body": body})


def _is_local(scope: Scope, address: str) -> bool:
    return is_local(address) and is_asked_locally(Headers(scope=scope))


def _asks_for_document(scope: Scope) -> bool:
    """Whether a page of ours is asked for; dbt's documentation is English and large."""
    is_docs = scope["path"].startswith(f"/{DOCS}/")
    return not is_docs and "text/html" in Headers(scope=scope).get("accept", "")


def _find_language(request: Request) -> str:
    return negotiate_language(
        request.query_params.get("lang"), request.headers.get("accept-language")
    )


def _drop_header(scope: Scope, name: bytes) -> list[tuple[bytes, bytes]]:
    return [(key, value) for key, value in scope["headers"] if key != name]


def _is_html(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html")
