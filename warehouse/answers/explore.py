"""Any metric by up to two of its dimensions: what there is, and one view of it."""

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_offers(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per combination that has rows: metric, grain, dimension, dimension_2.

    A whole has the dimension `total`; dimension_2 is empty but for pairs.
    """
    return file.fetch(
        """
        select distinct metric, grain, dimension, null as dimension_2
        from marts.mart_metric_value
        where scope = $scope
        union all
        select distinct metric, grain, dimension, dimension_2
        from marts.mart_metric_cell
        where scope = $scope
        """,
        {"scope": scope},
    )


def fetch_view(
    file: ReleaseFile,
    scope: str,
    metric: str,
    grain: str,
    dimension: str,
    dimension_2: str | None = None,
) -> pl.DataFrame:
    """One row per period, member and member_2, oldest first, with names and state.

    A pair may be asked for either way round. Members without a row in a period are
    there with `is_in_mart` false. Where the period's total is not known, theirs is its
    state; else a count of them is zero, a ratio has nothing to divide, and what is
    reported by hand was not reported, unless the other members make up the total.
    """
    return file.fetch(
        f"""
        with totals as (
            select period, value, state, provenance, is_partial
            from marts.mart_metric_value
            where
                metric = $metric
                and scope = $scope
                and grain = $grain
                and dimension = 'total'
        ),
        cells as ({_CELLS if dimension_2 else _VALUES}),
        sums as (
            select period, sum(value) as value
            from cells
            group by period
        ),
        gaps as (
            select
                totals.period,
                case
                    when totals.state not in ('value', 'zero') then totals.state
                    when
                        indicators.rollup_disaggregates = 'sum'
                        and totals.value = sums.value
                        then 'zero'
                    when indicators.is_reported_by_hand then 'not_reported'
                    when indicators.rollup_disaggregates = 'recomputed'
                        then 'not_applicable'
                    else 'zero'
                end as gap_state
            from totals
            cross join marts.dim_indicator as indicators
            left join sums
                on totals.period = sums.period
            where indicators.metric = $metric
        ),
        places as (
            select
                totals.period, totals.provenance, totals.is_partial,
                members.member, members.member_2, gaps.gap_state
            from totals
            inner join gaps
                on totals.period = gaps.period
            cross join (select distinct member, member_2 from cells) as members
        )
        select
            places.period, places.member, places.member_2,
            cells.member is not null as is_in_mart,
            case
                when cells.member is not null then cells.value
                when places.gap_state = 'zero' then 0
            end as value,
            cells.numerator, cells.denominator, cells.n,
            coalesce(cells.state, places.gap_state) as state,
            coalesce(cells.provenance, places.provenance) as provenance,
            coalesce(cells.is_partial, places.is_partial) as is_partial,
            firsts.name_en, firsts.name_ru, firsts.sort_order,
            seconds.name_en as name_2_en, seconds.name_ru as name_2_ru,
            seconds.sort_order as sort_order_2
        from places
        left join cells
            on
                places.period = cells.period
                and places.member = cells.member
                and places.member_2 is not distinct from cells.member_2
        left join marts.dim_member as firsts
            on
                firsts.dimension = $dimension
                and places.member = firsts.member
        left join marts.dim_member as seconds
            on
                seconds.dimension = $dimension_2
                and places.member_2 = seconds.member
        order by
            places.period,
            firsts.sort_order, places.member,
            seconds.sort_order, places.member_2
        """,
        {
            "metric": metric,
            "scope": scope,
            "grain": grain,
            "dimension": dimension,
            "dimension_2": dimension_2,
        },
    )


def fetch_metric_sql(
    file: ReleaseFile,
    metric: str,
    grain: str,
    dimension: str,
    dimension_2: str | None = None,
) -> pl.DataFrame:
    """The SQL that MetricFlow compiled for a view, or no row where none computes it."""
    return file.fetch(
        """
        select sql
        from marts.mart_metric_query
        where
            metric = $metric
            and grain = $grain
            and (
                (dimension = $dimension and dimension_2 is not distinct from $second)
                or (dimension = $second and dimension_2 = $dimension)
            )
        """,
        {
            "metric": metric,
            "grain": grain,
            "dimension": dimension,
            "second": dimension_2,
        },
    )


_VALUES = """
            select
                period, member, cast(null as varchar) as member_2,
                value, numerator, denominator, n, state, provenance, is_partial
            from marts.mart_metric_value
            where
                metric = $metric
                and scope = $scope
                and grain = $grain
                and dimension = $dimension
"""
_CELLS = """
            select
                period, member, member_2,
                value, numerator, denominator, n, state, provenance, is_partial
            from marts.mart_metric_cell
            where
                metric = $metric
                and scope = $scope
                and grain = $grain
                and dimension = $dimension
                and dimension_2 = $dimension_2
            union all
            select
                period, member_2, member,
                value, numerator, denominator, n, state, provenance, is_partial
            from marts.mart_metric_cell
            where
                metric = $metric
                and scope = $scope
                and grain = $grain
                and dimension = $dimension_2
                and dimension_2 = $dimension
"""
