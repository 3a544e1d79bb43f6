"""Partnerships between municipalities and the stages they came to."""

import polars as pl

from warehouse.answers.scopes import ROW_SCOPES
from warehouse.reading import ReleaseFile


def fetch_partnerships(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per partnership: partner, municipality, stage and its date."""
    return file.fetch(
        """
        select *
        from marts.mart_partnership
        where list_contains($row_scopes, scope)
        order by stage_order desc, current_stage_date, partnership_id
        """,
        {"row_scopes": ROW_SCOPES[scope]},
    )
