"""Addresses of the server that answer only where somebody opened them."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from dashboard.base_path import drop_base
from dashboard.gate import Gate
from dashboard.roles import Role, judge_request
from dashboard.settings import load_dashboard_settings

MEASURES = ("/metrics", "/_stcore/metrics")
UPLOADS = "/_stcore/upload_file"
PROGRAMS = "/_stcore/agent"


class ClosedDoors(Gate):
    """Answers 404 at addresses that this server does not open to anybody."""

    def judge(self, scope: Scope) -> Response | None:
        """Refuse what is closed."""
        is_refused = scope["type"] == "http" and is_closed(Request(scope))
        return PlainTextResponse("Not Found", 404) if is_refused else None


def is_closed(request: Request) -> bool:
    """Whether whoever asks may not ask for this path.

    Measures are for whoever watches the server, if they asked for them. Streamlit takes
    an upload of any session, even where no page has a place for files: only those who
    may open the intake have one. Its way in for programs goes past the frame of our
    pages.
    """
    path = drop_base(request.url.path)
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
