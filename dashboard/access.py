"""Which machines may open the pages: without sign-in this one only."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from dashboard.settings import load_dashboard_settings, load_sign_in
from dashboard.wording import markdown

NOT_LOCAL = (
    "The internal audience is shown data of small groups, so that without sign-in it "
    "answers this machine only. Start it with --server.address=127.0.0.1 (now: "
    "{address}), or set up sign-in: docs/operator-guide.md."
)
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""What a proxy says of whom it asks for: then the request is another machine's."""


def is_open_to_all() -> bool:
    """Whether other machines may ask: there is nothing to hide, or readers sign in."""
    return not load_dashboard_settings().is_internal or load_sign_in() is not None


def is_local(address: str | None) -> bool:
    """Tell whether an address is this machine's own."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "0.0.0.0").is_loopback
    except ValueError:
        return False


def is_asked_locally(headers: Mapping[str, str]) -> bool:
    """Tell whether a request is for this machine, and of no proxy.

    A name that leads here from elsewhere is a page's of another site.
    """
    try:
        host = urlsplit(f"//{headers.get('host', 'localhost')}").hostname
    except ValueError:
        return False
    return is_local(host) and not any(name in headers for name in FORWARDED)


def require_local_address() -> None:
    """Refuse to start for other machines: the process ends, saying what to do."""
    address = st.get_option("server.address")
    if not is_open_to_all() and not is_local(address):
        raise SystemExit(NOT_LOCAL.format(address=address or "0.0.0.0"))


def stop_unless_local() -> None:
    """End the page with an explanation when other machines could reach it."""
    is_ours = is_local(st.get_option("server.address"))
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    if not is_open_to_all() and not (is_ours and is_asked_locally(headers)):
        st.error(markdown("access.not_local"), icon=":material/lock:")
        st.stop()
