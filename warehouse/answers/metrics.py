"""Values of metrics, with what the indicator's definition says about them."""

from collections.abc import Sequence

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_indicators(file: ReleaseFile) -> pl.DataFrame:
    """One row per indicator, as `dim_indicator` has it, in its order."""
    return file.fetch("select * from marts.dim_indicator order by sort_order, metric")


def fetch_aliases(file: ReleaseFile) -> pl.DataFrame:
    """Former names and codes (`alias`) with the `metric` they stand for now."""
    return file.fetch("select alias, metric from marts.dim_indicator_alias")


def fetch_headlines(file: ReleaseFile, page: str, scope: str) -> pl.DataFrame:
    """One row per card that heads a page in a scope, in their order."""
    return file.fetch(
        """
        select *
        from marts.mart_headline
        where page = $page and scope = $scope
        order by sort_order
        """,
        {"page": page, "scope": scope},
    )


def fetch_totals(
    file: ReleaseFile, scope: str, metrics: Sequence[str], grain: str
) -> pl.DataFrame:
    """Undisaggregated values, one row per metric and period, oldest first."""
    return file.fetch(
        """
        select *
        from marts.mart_metric_value
        where
            scope = $scope
            and grain = $grain
            and dimension = 'total'
            and list_contains($metrics, metric)
        order by metric, period
        """,
        {"scope": scope, "grain": grain, "metrics": list(metrics)},
    )
