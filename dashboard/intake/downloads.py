"""Lists of the intake as files."""

from functools import partial

import polars as pl
import streamlit as st

from dashboard.tables import write_csv
from dashboard.wording import markdown, text


def offer_list(rows: pl.DataFrame, *, name: str) -> None:
    """A button that saves rows as CSV; `name` is unique on the page."""
    notes = {"notice": text("download.notice")}
    st.download_button(
        markdown("figure.download"),
        partial(write_csv, rows, notes),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{name}",
    )
