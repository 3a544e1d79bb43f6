"""Partnerships between municipalities and the stages they came to."""

import polars as pl

from warehouse.answers.scopes import ROWS_OF_SCOPE
from warehouse.reading import ReleaseFile


def fetch_partnerships(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per partnership: partner, municipality, stage and its date."""
    return file.fetch(
        f"""
        select *
        from marts.mart_partnership
        where scope in ({ROWS_OF_SCOPE})
        order by stage_order desc, current_stage_date, partnership_id
        """,
        {"scope": scope},
    )
