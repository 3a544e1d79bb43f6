"""Participants: splits of a count, counting rules, repeat attendance."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_split(
    file: ReleaseFile, metric: str, scope: str, grain: str, period: date, dimension: str
) -> pl.DataFrame:
    """One row per member of a dimension: value, state, provenance, names."""
    return file.fetch(
        """
        select
            cells.metric, cells.scope, cells.grain, cells.period, cells.dimension,
            cells.member, cells.value, cells.n, cells.state, cells.provenance,
            cells.is_partial, members.name_en, members.name_ru, members.sort_order
        from marts.mart_metric_value as cells
        left join marts.dim_member as members
            on
                cells.dimension = members.dimension
                and cells.member = members.member
        where
            cells.metric = $metric
            and cells.scope = $scope
            and cells.grain = $grain
            and cells.period = $period
            and cells.dimension = $dimension
        order by members.sort_order, cells.member
        """,
        {
            "metric": metric,
            "scope": scope,
            "grain": grain,
            "period": period,
            "dimension": dimension,
        },
    )


def fetch_left_out(
    file: ReleaseFile, metric: str, scope: str, grain: str, period: date
) -> pl.DataFrame:
    """Dimensions that a metric is not split by because of small groups."""
    return file.fetch(
        """
        select distinct dimension
        from marts.mart_metric_split
        where
            metric = $metric
            and scope = $scope
            and grain = $grain
            and period = $period
            and dimension_2 is null
            and gap_state = 'suppressed'
        order by dimension
        """,
        {"metric": metric, "scope": scope, "grain": grain, "period": period},
    )


def fetch_periods(
    file: ReleaseFile, metrics: Sequence[str], scope: str, grain: str
) -> pl.DataFrame:
    """Periods in which any of the metrics has a value, the newest first."""
    return file.fetch(
        """
        select distinct period
        from marts.mart_metric_value
        where
            list_contains($metrics, metric)
            and scope = $scope
            and grain = $grain
            and dimension = 'total'
            and value > 0
        order by period desc
        """,
        {"metrics": list(metrics), "scope": scope, "grain": grain},
    )


def fetch_counts(
    file: ReleaseFile, metrics: Sequence[str], scope: str, grain: str, period: date
) -> pl.DataFrame:
    """One row per metric in one period, with its names, rule and unit."""
    return file.fetch(
        """
        select
            cells.metric, cells.value, cells.n, cells.state, cells.provenance,
            cells.is_partial, cells.identity_coverage_pct,
            indicators.name_en, indicators.name_ru,
            indicators.counting_rule_en, indicators.counting_rule_ru,
            indicators.unit_en, indicators.unit_ru
        from marts.mart_metric_value as cells
        inner join marts.dim_indicator as indicators
            on cells.metric = indicators.metric
        where
            list_contains($metrics, cells.metric)
            and cells.scope = $scope
            and cells.grain = $grain
            and cells.period = $period
            and cells.dimension = 'total'
        order by list_position($metrics, cells.metric)
        """,
        {"metrics": list(metrics), "scope": scope, "grain": grain, "period": period},
    )


def fetch_attended_once_or_more(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per year and number of events attended: people_count, names."""
    return file.fetch(
        """
        select
            frequencies.period, frequencies.events_attended,
            frequencies.people_count, frequencies.provenance,
            members.name_en, members.name_ru
        from marts.mart_participation_frequency as frequencies
        left join marts.dim_member as members
            on
                members.dimension = 'events_attended'
                and frequencies.events_attended = members.member
        where frequencies.scope = $scope
        order by frequencies.period, members.sort_order
        """,
        {"scope": scope},
    )
