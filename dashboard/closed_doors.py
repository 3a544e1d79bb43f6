"""Addresses of the server that answer only where somebody opened them."""

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.settings import load_dashboard_settings

MEASURES = ("/metrics", "/_stcore/metrics")
PROGRAMS = "/_stcore/agent"


class ClosedDoors:
    """Answers 404 at addresses that this server does not open to anybody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is closed, pass everything else on."""
        if scope["type"] == "http" and is_closed(scope["path"]):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_closed(path: str) -> bool:
    """Whether nobody may ask for `path`.

    Measures are for whoever watches the server, if they asked for them. Streamlit's way
    in for programs goes past the frame of our pages.
    """
    base = st.get_option("server.baseUrlPath").strip("/")
    inner = path.removeprefix(f"/{base}") if base else path
    if inner.rstrip("/") in MEASURES:
        return not load_dashboard_settings().shows_metrics
    is_program = inner == PROGRAMS or inner.startswith(f"{PROGRAMS}/")
    return is_program and not st.get_option("server.enableAgentApi")
