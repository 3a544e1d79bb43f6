"""The names that the server answers to: a page of another site must not pass for ours.

A site may point its own name at this machine (DNS rebinding); the browser then takes
our answers for its own. What gives it away is the name that it asks for.
"""

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from dashboard.access import is_local
from dashboard.gate import Gate
from dashboard.settings import load_dashboard_settings
from dashboard.wording import markdown

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")

_UNKNOWN = (
    "This server does not answer to the name in the request. Whoever runs it lists its "
    "names in DASHBOARD_HOSTS."
)


def is_known_host(host: str) -> bool:
    """Whether the server answers to `host`, as a request names it, with any port.

    Without a list, a server that other machines cannot reach answers to this machine's
    names, and another one to every name.
    """
    names = load_dashboard_settings().host_names
    if not names and not is_local(st.get_option("server.address")):
        return True
    asked = _drop_port(host)
    return any(_fits(asked, name.lower()) for name in names or LOCAL_NAMES)


def stop_at_unknown_host() -> None:
    """End the page where the request came under a name that is not ours."""
    host = st.context.headers.get("Host")
    if host is not None and not is_known_host(host):
        st.error(markdown("access.unknown_host"), icon=":material/lock:")
        st.stop()


class KnownHosts(Gate):
    """Answers only requests and websockets under a name of this server."""

    def judge(self, scope: Scope) -> Response | None:
        """Refuse a foreign name."""
        is_known = is_known_host(Headers(scope=scope).get("host", ""))
        return None if is_known else PlainTextResponse(_UNKNOWN, 400)


def _drop_port(host: str) -> str:
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdigit() else host.lower()


def _fits(asked: str, name: str) -> bool:
    """`*.example.org` stands for every name under it."""
    return asked.endswith(name[1:]) if name.startswith("*.") else asked == name
