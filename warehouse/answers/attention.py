"""What asks for somebody's attention."""

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_attention(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per item, the most pressing first."""
    return file.fetch(
        """
        select *
        from marts.mart_attention
        where scope = $scope
        order by sort_order, days_late desc nulls last, item_id
        """,
        {"scope": scope},
    )
