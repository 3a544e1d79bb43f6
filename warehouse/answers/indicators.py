"""Indicators: the results framework, actual against target, and each one's sheet."""

from collections.abc import Sequence

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_results(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per goal, intermediate result and indicator of a scope, in order."""
    return file.fetch(
        """
        select *
        from marts.dim_result
        where scope = $scope
        order by sort_order, result_id
        """,
        {"scope": scope},
    )


def fetch_result_counts(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per result, grain and period: how many indicators have which status."""
    return file.fetch(
        "select * from marts.mart_result_status where scope = $scope",
        {"scope": scope},
    )


def fetch_statuses(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per indicator of the framework, grain, period and member with a target.

    The whole of an indicator has the dimension and member `total`.
    """
    return file.fetch(
        """
        select *
        from marts.mart_indicator_status
        where scope = $scope
        order by metric, grain, period, dimension, member
        """,
        {"scope": scope},
    )


def fetch_parts(
    file: ReleaseFile,
    scope: str,
    grains: Sequence[str],
    dimension: str | None = None,
    metric: str | None = None,
) -> pl.DataFrame:
    """One row per metric, dimension, member, grain and period, with names.

    None of `dimension` or `metric` means all of them. Every member has every period;
    without a row, with the state that `mart_metric_split` gives it. Counts whose parts
    add up always have a part that nobody reported.
    """
    return file.fetch(
        """
        with splits as (
            select *
            from marts.mart_metric_split
            where
                scope = $scope
                and list_contains($grains, grain)
                and dimension_2 is null
                and ($metric is null or metric = $metric)
                and ($dimension is null or dimension = $dimension)
        ),
        parts as (
            select cells.*
            from marts.mart_metric_value as cells
            semi join splits
                using (metric, scope, grain, period, dimension)
        ),
        members as (
            select distinct metric, grain, dimension, member
            from parts
            union
            select distinct
                splits.metric, splits.grain, splits.dimension, 'not_reported'
            from splits
            inner join marts.dim_indicator as indicators
                on
                    splits.metric = indicators.metric
                    and indicators.rollup_disaggregates = 'sum'
        ),
        places as (
            select splits.*, members.member
            from splits
            inner join members
                using (metric, grain, dimension)
        )
        select
            places.metric, places.scope, places.grain, places.period,
            places.dimension, places.member, names.name_en as member_name_en,
            names.name_ru as member_name_ru, parts.member is not null as is_in_mart,
            case
                when parts.member is not null then parts.value
                when places.gap_state = 'zero' then 0
            end as actual,
            coalesce(parts.state, places.gap_state) as actual_state,
            coalesce(parts.provenance, places.provenance) as provenance,
            coalesce(parts.is_partial, places.is_partial) as is_partial,
            statuses.target, statuses.baseline, statuses.baseline_date,
            statuses.percent_met_form, statuses.percent_met_pct, statuses.status
        from places
        left join parts
            on
                places.metric = parts.metric
                and places.grain = parts.grain
                and places.period = parts.period
                and places.dimension = parts.dimension
                and places.member = parts.member
        left join marts.dim_member as names
            on places.dimension = names.dimension and places.member = names.member
        left join marts.mart_indicator_status as statuses
            on
                statuses.scope = $scope
                and places.metric = statuses.metric
                and places.grain = statuses.grain
                and places.period = statuses.period
                and places.dimension = statuses.dimension
                and places.member = statuses.member
        order by
            places.metric, places.dimension, places.member = 'not_reported',
            names.sort_order nulls last, places.member, places.grain, places.period
        """,
        {
            "scope": scope,
            "grains": list(grains),
            "dimension": dimension,
            "metric": metric,
        },
    )


def fetch_dimensions(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per metric and dimension that the scope has rows of."""
    return file.fetch(
        """
        select distinct metric, dimension
        from marts.mart_metric_value
        where scope = $scope and dimension <> 'total'
        order by metric, dimension
        """,
        {"scope": scope},
    )


def fetch_declared_dimensions(file: ReleaseFile, metric: str) -> pl.DataFrame:
    """One row per dimension that a metric declares, whether or not there are rows."""
    return file.fetch(
        """
        select distinct dimension
        from marts.mart_metric_query
        where metric = $metric and dimension <> 'total'
        order by dimension
        """,
        {"metric": metric},
    )


def fetch_deviations(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per narrative: metric, period, words, owner, action and its state."""
    return file.fetch(
        """
        select
            deviations.* exclude (metric), indicators.metric,
            roles.name_en as owner_name_en, roles.name_ru as owner_name_ru,
            states.name_en as action_state_name_en,
            states.name_ru as action_state_name_ru
        from marts.fct_deviation as deviations
        inner join marts.dim_indicator as indicators
            on deviations.metric = indicators.target_key
        left join marts.dim_member as roles
            on
                roles.dimension = 'owner_role'
                and deviations.owner_role = roles.member
        left join marts.dim_member as states
            on
                states.dimension = 'action_state'
                and deviations.action_state = states.member
        where deviations.scope = $scope
        order by deviations.period, deviations.deviation_id
        """,
        {"scope": scope},
    )


def fetch_history(file: ReleaseFile, metric: str, scope: str) -> pl.DataFrame:
    """One row per grain and period of a metric, oldest first, with its target."""
    return file.fetch(
        """
        select
            cells.grain, cells.period, cells.value as actual,
            cells.state as actual_state, cells.provenance, cells.is_partial,
            statuses.target, statuses.baseline,
            statuses.baseline_date, statuses.percent_met_form,
            statuses.percent_met_pct, statuses.status,
            coalesce(statuses.asks_narrative, false) as asks_narrative,
            coalesce(statuses.is_closed, true) as is_closed
        from marts.mart_metric_value as cells
        left join marts.mart_indicator_status as statuses
            on
                cells.metric = statuses.metric
                and cells.scope = statuses.scope
                and cells.grain = statuses.grain
                and cells.period = statuses.period
                and statuses.dimension = 'total'
        where
            cells.metric = $metric
            and cells.scope = $scope
            and cells.dimension = 'total'
        order by cells.grain, cells.period
        """,
        {"metric": metric, "scope": scope},
    )


def fetch_sheet(file: ReleaseFile, metric: str, scope: str) -> pl.DataFrame:
    """One row per field of a metric's reference sheet that words fill."""
    return file.fetch(
        """
        select *
        from marts.mart_reference_sheet
        where metric = $metric and scope = $scope
        order by sort_order
        """,
        {"metric": metric, "scope": scope},
    )


def fetch_indicator_statements(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per indicator and published statement that concerns it."""
    return file.fetch(
        """
        select *
        from marts.mart_indicator_statement
        where scope = $scope
        order by metric, sort_order, figure_id
        """,
        {"scope": scope},
    )


def fetch_reported_by_hand(file: ReleaseFile, metric: str, scope: str) -> pl.DataFrame:
    """One row per result that somebody reported: period, value, note, document."""
    return file.fetch(
        """
        select
            reported.grain, reported.period, reported.dimension, reported.member,
            reported.value, reported.source_note, documents.title_en,
            documents.title_ru
        from marts.fct_indicator_value as reported
        inner join marts.dim_indicator as indicators
            on reported.metric in (indicators.metric, indicators.target_key)
        left join marts.dim_document as documents
            on reported.document_id = documents.document_id
        where indicators.metric = $metric and reported.scope = $scope
        order by reported.period, reported.dimension, reported.member
        """,
        {"metric": metric, "scope": scope},
    )


def fetch_indicator_loads(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per indicator and register file that brought rows for it."""
    return file.fetch(
        """
        select *
        from marts.mart_indicator_load
        where scope = $scope
        order by metric, loaded_at, file_name, load_id
        """,
        {"scope": scope},
    )
