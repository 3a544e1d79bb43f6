"""Addresses that are for those who may open the pages: routes, and their files."""

from collections.abc import Callable
from functools import wraps

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.roles import judge_request
from dashboard.sign_in.role import Role

NOT_ADMITTED = "This is for readers who have signed in and have a role: open / first."

FILES = "/media/"
"""Where Streamlit serves the files that pages offer, to whoever has the address."""

Endpoint = Callable[[Request], Response]


def require_role(answer: Endpoint, least: Role = Role.VIEWER) -> Endpoint:
    """Let a route answer those only who have this role or a greater one."""

    @wraps(answer)
    def answer_admitted(request: Request) -> Response:
        return answer(request) if _is_admitted(request, least) else _refuse()

    return answer_admitted


class GuardedFiles:
    """Asks for a role where Streamlit serves files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse whoever has not the role, pass everything else on."""
        if not _is_file(scope) or _is_admitted(Request(scope), Role.VIEWER):
            await self.app(scope, receive, send)
        else:
            await _refuse()(scope, receive, send)


def _is_file(scope: Scope) -> bool:
    base = st.get_option("server.baseUrlPath").strip("/")
    start = f"/{base}{FILES}" if base else FILES
    return scope["type"] == "http" and str(scope["path"]).startswith(start)


def _is_admitted(request: Request, least: Role) -> bool:
    return (judge_request(request).role or 0) >= least


def _refuse() -> Response:
    headers = {"Cache-Control": "no-store", "Vary": "cookie"}
    return PlainTextResponse(NOT_ADMITTED, 403, headers)
