"""Addresses of the server that answer only where somebody opened them."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.roles import Role, judge_request
from dashboard.settings import load_dashboard_settings

MEASURES = ("/metrics", "/_stcore/metrics")
UPLOADS = "/_stcore/upload_file"
PROGRAMS = "/_stcore/agent"


class ClosedDoors:
    """Answers 404 at addresses that this server does not open to anybody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is closed, pass everything else on."""
        if scope["type"] == "http" and is_closed(Request(scope)):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_closed(request: Request) -> bool:
    """Whether whoever asks may not ask for this path.

    Measures are for whoever watches the server, if they asked for them. Streamlit takes
    an upload of any session, even where no page has a place for files: only those who
    may open the intake have one. Its way in for programs goes past the frame of our
    pages.
    """
    base = st.get_option("server.baseUrlPath").strip("/")
    path = request.url.path.removeprefix(f"/{base}" if base else "")
    if path.rstrip("/") in MEASURES:
        return not load_dashboard_settings().shows_metrics
    if _is_under(path, PROGRAMS):
        return not st.get_option("server.enableAgentApi")
    return _is_under(path, UPLOADS) and not _may_hand_over(request)


def _may_hand_over(request: Request) -> bool:
    role = judge_request(request).role
    has_intake = load_dashboard_settings().is_internal
    return has_intake and role is not None and role >= Role.ANALYST


def _is_under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")
