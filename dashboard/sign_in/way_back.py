"""HTTP around signing in and out: back to the page it began on, also after a failure.

Streamlit always leads to the first page, in the browser's language, and says nothing
of a failure. Nothing here protects data.
"""

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.settings import load_sign_in
from dashboard.sign_in.configuration import CALLBACK
from dashboard.sign_in.journal import record_failure

LOGIN, LOGOUT = "/auth/login", "/auth/logout"
FAILURE = "sign_in"
RETURN_COOKIE = "_dashboard_return"
SECONDS_KEPT = 900
LONGEST = 1500


class WayBack:
    """Remembers the page where signing in or out began, and leads back to it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change answers to signing in and out, pass everything else on."""
        step = _name_step(scope)
        if step is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        page = _find_page(request, step)
        if step == CALLBACK and not {"code", "error"} & request.query_params.keys():
            # Providers lead here too when somebody has signed out.
            await RedirectResponse(page, 303)(scope, receive, send)
            return
        await self.app(scope, receive, _Answer(send, step, page).send)


class _Answer:
    """Changes where an answer leads, and keeps its cookies to encrypted connections."""

    def __init__(self, send: Send, step: str, page: str) -> None:
        self._send = send
        self._step = step
        self._page = page

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._lead_on(message)
        await self._send(message)

    def _lead_on(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        if self._step == CALLBACK:
            is_in = any(map(_is_signed_in, headers.getlist("set-cookie")))
            headers["location"] = self._page if is_in else _fail(self._page, "refused")
            message["status"] = 303
        elif message["status"] >= 400:
            headers["location"] = _fail(self._page, "unreachable")
            message["status"] = 303
        else:
            headers.append("set-cookie", _remember(self._page))
        if self._step == LOGOUT and not urlsplit(headers["location"]).netloc:
            headers["location"] = self._page
        _protect_cookies(headers)


def _name_step(scope: Scope) -> str | None:
    if scope["type"] != "http" or load_sign_in() is None:
        return None
    steps = (LOGIN, LOGOUT, CALLBACK)
    return next((step for step in steps if scope["path"].endswith(step)), None)


def _find_page(request: Request, step: str) -> str:
    """The page that the reader came from, or that was remembered, on this server."""
    root = request.url.path.removesuffix(step) + "/"
    if step == CALLBACK:
        page = unquote(request.cookies.get(RETURN_COOKIE, ""))
    else:
        page = _read_referer(request)
    return page if _is_own(page) else root


def _read_referer(request: Request) -> str:
    try:
        came_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    if came_from.netloc != request.headers.get("host"):
        return ""
    query = [pair for pair in parse_qsl(came_from.query) if pair[0] != FAILURE]
    return f"{came_from.path}?{urlencode(query)}" if query else came_from.path


def _is_own(page: str) -> bool:
    """Whether a browser takes it for a path of this server and nothing else."""
    is_path = page.startswith("/") and not page.startswith("//")
    return is_path and "\\" not in page and page.isprintable() and len(page) < LONGEST


def _fail(page: str, failure: str) -> str:
    record_failure(failure)
    return f"{page}{'&' if '?' in page else '?'}{FAILURE}={failure}"


def _remember(page: str) -> str:
    name = f"{RETURN_COOKIE}={quote(page, safe='')}"
    return f"{name}; Max-Age={SECONDS_KEPT}; Path=/; HttpOnly; SameSite=lax"


def _is_signed_in(cookie: str) -> bool:
    return cookie.startswith(f"{USER_COOKIE_NAME}=") and "max-age=0" not in (
        cookie.lower()
    )


def _protect_cookies(headers: MutableHeaders) -> None:
    sign_in = load_sign_in()
    cookies = headers.getlist("set-cookie")
    if sign_in and sign_in.is_encrypted and cookies:
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", f"{cookie.removesuffix('; secure')}; secure")
