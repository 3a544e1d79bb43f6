"""Changes of an indicator's definition that break its series."""

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_breaks(file: ReleaseFile, scope: str, metric: str) -> pl.DataFrame:
    """One row per day from which another definition holds, the oldest first.

    `is_recomputed` says whether earlier periods were computed anew by it.
    """
    return file.fetch(
        """
        select changed_date, bool_and(is_recomputed) as is_recomputed
        from marts.mart_definition_change
        where scope = $scope and metric = $metric and is_break
        group by changed_date
        order by changed_date
        """,
        {"scope": scope, "metric": metric},
    )
