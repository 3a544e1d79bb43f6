"""What the audit log calls the reader of this run."""

import streamlit as st

from warehouse.audit import encode_reader
from warehouse.settings import load_settings


def find_reader_code() -> str | None:
    """A code; None where nobody signs in, or without a key to make it."""
    subject = st.user.get("sub")
    return encode_reader(str(subject) if subject else None, load_settings())
