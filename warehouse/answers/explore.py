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
    there with `is_in_mart` false and the state that `mart_metric_split` gives them; the
    whole, which has the dimension `total`, has a row in every period.
    """
    return file.fetch(
        f"""
        with cells as ({_CELLS if dimension_2 else _VALUES}),
        splits as (
            select period, gap_state, provenance, is_partial
            from marts.mart_metric_split
            where
                metric = $metric
                and scope = $scope
                and grain = $grain
                and (
                    (
                        dimension = $dimension
                        and dimension_2 is not distinct from $dimension_2
                    )
                    or (dimension = $dimension_2 and dimension_2 = $dimension)
                )
            union all
            select period, state, provenance, is_partial
            from cells
            where $dimension = 'total'
        ),
        places as (
            select splits.*, members.member, members.member_2
            from splits
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
