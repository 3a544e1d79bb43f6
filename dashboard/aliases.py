"""Addresses that name an indicator as it was called when they were written down."""

import streamlit as st

from dashboard.data import ask
from warehouse.answers.metrics import fetch_aliases

_KEYS = ("indicator", "metric", "trace")


def follow_renamed() -> None:
    """Put today's names of indicators into the address, before any page reads it.

    `trace` has the metric before its first colon.
    """
    asked = {key: st.query_params[key] for key in _KEYS if key in st.query_params}
    if not asked:
        return
    aliases = dict(ask(fetch_aliases).iter_rows())
    for key, value in asked.items():
        name, colon, rest = value.partition(":")
        if name in aliases:
            st.query_params[key] = f"{aliases[name]}{colon}{rest}"
