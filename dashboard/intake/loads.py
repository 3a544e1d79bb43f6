"""The loads of the warehouse, as the ledger has them now."""

import streamlit as st

from dashboard.wording import markdown
from warehouse.intake.ledger import DamagedLoadError, Load, read_history
from warehouse.settings import load_settings


def fetch_history() -> list[Load]:
    """Every load, the oldest first; where one is damaged, that is said instead."""
    try:
        return read_history(load_settings())
    except DamagedLoadError as error:
        words = markdown("intake.damaged", file=str(error))
        st.error(words, icon=":material/error:")
        return []


def list_counting(history: list[Load]) -> list[Load]:
    """The loads that no later one replaces, the oldest first."""
    replaced = {load.replaces for load in history}
    return [load for load in history if load.load_id not in replaced]
