"""Addresses that are for those who may open the pages: our routes, and Streamlit's."""

from collections.abc import Callable
from functools import wraps

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.roles import judge_request
from dashboard.sign_in.role import Role

NOT_ADMITTED = "This is for readers who have signed in and have a role: open / first."

OF_STREAMLIT = {"/media/": Role.VIEWER, "/_stcore/upload_file/": Role.ANALYST}
"""Files that pages offer, and a place for files, which Streamlit opens to everybody
who has a session: the page that asks for signing in is one."""

Endpoint = Callable[[Request], Response]


def require_role(answer: Endpoint, least: Role = Role.VIEWER) -> Endpoint:
    """Let a route answer those only who have this role or a greater one."""

    @wraps(answer)
    def answer_admitted(request: Request) -> Response:
        return answer(request) if _is_admitted(request, least) else _refuse()

    return answer_admitted


class GuardedFiles:
    """Asks for a role where Streamlit itself asks for none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse whoever has not the role, pass everything else on."""
        least = _find_least(scope)
        if least is None or _is_admitted(Request(scope), least):
            await self.app(scope, receive, send)
        else:
            await _refuse()(scope, receive, send)


def _find_least(scope: Scope) -> Role | None:
    if scope["type"] != "http":
        return None
    base = st.get_option("server.baseUrlPath").strip("/")
    path = scope["path"].removeprefix(f"/{base}") if base else scope["path"]
    roles = (role for start, role in OF_STREAMLIT.items() if path.startswith(start))
    return next(roles, None)


def _is_admitted(request: Request, least: Role) -> bool:
    return (judge_request(request).role or 0) >= least


def _refuse() -> Response:
    headers = {"Cache-Control": "no-store", "Vary": "cookie"}
    return PlainTextResponse(NOT_ADMITTED, 403, headers)
