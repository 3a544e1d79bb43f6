"""The path under which an operator may have put the whole server."""

import streamlit as st


def drop_base(path: str) -> str:
    """A path as it is without the base path of the server, beginning with `/`."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return path.removeprefix(f"/{base}") if base else path
