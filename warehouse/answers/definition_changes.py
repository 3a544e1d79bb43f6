"""Changes of an indicator's definition, and what they did to its series."""

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


def fetch_changes(file: ReleaseFile, metric: str, scope: str) -> pl.DataFrame:
    """One row per field of a metric's definition that changed, the earliest first."""
    return file.fetch(
        """
        select *
        from marts.mart_definition_change
        where metric = $metric and scope = $scope
        order by changed_date, release_before, sort_order
        """,
        {"metric": metric, "scope": scope},
    )


def fetch_recomputed(file: ReleaseFile, metric: str | None, scope: str) -> pl.DataFrame:
    """One row per metric and period that a changed definition computed anew.

    None of `metric` means all of them.
    """
    return file.fetch(
        """
        select
            metric, grain, period, changed_date, value_before, state_before, value,
            state
        from marts.mart_recomputed_value
        where
            ($metric is null or metric = $metric)
            and scope = $scope
            and dimension = 'total'
        order by changed_date, metric, grain, period
        """,
        {"metric": metric, "scope": scope},
    )
