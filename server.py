"""The web server around `app.py`; start it with `streamlit run server.py`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from dashboard.access import require_local_address
from dashboard.closed_doors import ClosedDoors
from dashboard.docs_route import ROUTES as DOCS_ROUTES
from dashboard.docs_route import announce_docs
from dashboard.first_build import begin_first_build
from dashboard.guarded_routes import GuardedFiles
from dashboard.hosts import KnownHosts
from dashboard.menu import DEFAULT_PAGE
from dashboard.monitoring import report_health, report_metrics
from dashboard.policy import SecurityHeaders
from dashboard.settings import require_right_settings
from dashboard.sign_in.way_back import WayBack
from dashboard.web import (
    DocumentLanguage,
    LocalOnly,
    redirect_default_page,
)


@asynccontextmanager
async def prepare(app: st.App) -> AsyncIterator[None]:
    """Make the first deep link find its page, and begin what readers wait for."""
    # The folder is called pages/, which the old discovery of pages would take as its.
    PagesManager.uses_pages_directory = False
    announce_docs()
    begin_first_build()
    yield


require_right_settings()
require_local_address()
app = st.App(
    Path(__file__).with_name("app.py"),
    lifespan=prepare,
    routes=[
        Route(f"/{DEFAULT_PAGE}", redirect_default_page),
        Route("/healthz", report_health),
        Route("/metrics", report_metrics),
        *DOCS_ROUTES,
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(KnownHosts),
        Middleware(ClosedDoors),
        Middleware(LocalOnly),
        Middleware(GuardedFiles),
        Middleware(WayBack),
        Middleware(DocumentLanguage),
    ],
)

if __name__ == "__main__":
    app.run()
