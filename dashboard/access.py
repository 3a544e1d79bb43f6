"""Who may open the pages: until small groups are protected, this machine only."""

import ipaddress

import streamlit as st

from dashboard.wording import markdown

NOT_LOCAL = (
    "The dashboard shows data of small groups and answers on this machine only. "
    "Start it with --server.address=127.0.0.1 (now: {address})."
)


def is_local(address: str | None) -> bool:
    """Tell whether an address to listen on is this machine's own."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "0.0.0.0").is_loopback
    except ValueError:
        return False


def require_local_address() -> None:
    """Refuse to start for other machines: the process ends, saying what to do."""
    address = st.get_option("server.address")
    if not is_local(address):
        raise SystemExit(NOT_LOCAL.format(address=address or "0.0.0.0"))


def stop_unless_local() -> None:
    """End the page with an explanation when other machines could reach it."""
    if not is_local(st.get_option("server.address")):
        st.error(markdown("access.not_local"), icon=":material/lock:")
        st.stop()
