"""Lists of the intake as files."""

from functools import partial

import polars as pl

from dashboard.downloads import CSV, offer_file
from dashboard.tables import write_csv
from dashboard.wording import markdown, text


def offer_list(rows: pl.DataFrame, *, name: str) -> None:
    """A button that saves rows as CSV; `name` is unique on the page."""
    notes = {"notice": text("download.notice")}
    offer_file(
        markdown("figure.download"),
        partial(write_csv, rows, notes),
        file_name=f"{name}.csv",
        mime=CSV,
        key=f"download_{name}",
    )
