"""What stands behind one figure: things, rows of files, blocks of a page."""

from typing import Any

import polars as pl

from warehouse.reading import ReleaseFile

THINGS_SHOWN = 200

# A figure stands for what happened in its period, a stock for all up to its end. What
# has a grain of its own, such as people counted once, stands for figures of it alone.
_BEHIND = """
with asked as (
    select
        case $grain
            when 'month' then cast($period as date) + interval 1 month
            when 'quarter' then cast($period as date) + interval 3 month
            when 'fiscal_quarter' then cast($period as date) + interval 3 month
            when 'programme' then date '9999-12-31'
            else cast($period as date) + interval 1 year
        end as next_period,
        (select rollup_time = 'latest' from marts.dim_indicator where metric = $metric)
            as is_stock
),
standing as (
    select evidence.*
    from marts.mart_metric_evidence as evidence, asked
    where
        metric = $metric
        and scope = $scope
        and (
            (grain = $grain and evidence_date = $period)
            or (
                grain is null
                and (
                    $grain = 'programme'
                    or (
                        evidence_date < next_period
                        and (is_stock or evidence_date >= $period)
                    )
                )
            )
        )
),
split_by as (
    select
        coalesce(bool_or(dimension = $dimension), false)
        and coalesce(
            $dimension_2 is null or bool_or(dimension = $dimension_2), false
        ) as is_kept
    from marts.mart_metric_evidence
    where metric = $metric
),
second as (
    select evidence_kind, evidence_id
    from standing
    where dimension = $dimension_2 and member = $member_2
),
behind as (
    select
        evidence_kind, evidence_id,
        max(evidence_date) as evidence_date,
        sum(value) as value,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        bool_and(is_kept) as is_of_member
    from standing, split_by
    where
        dimension = if(is_kept, $dimension, 'total')
        and member = if(is_kept, $member, 'total')
        and (
            not is_kept
            or $dimension_2 is null
            or (evidence_kind, evidence_id) in (
                select (evidence_kind, evidence_id) from second
            )
        )
    group by evidence_kind, evidence_id
    having sum(value) is null or sum(value) <> 0
)
"""

Figure = tuple[str, str, str, Any, str, str, str | None, str | None]
"""Metric, scope, grain, first day, dimension, member; a second of each, or None."""

_NAMES = (
    "metric",
    "scope",
    "grain",
    "period",
    "dimension",
    "member",
    "dimension_2",
    "member_2",
)


_MEMBER = "dimension = $dimension and member = $member"
_PAIR = """(
                (dimension, member, dimension_2, member_2)
                = ($dimension, $member, $dimension_2, $member_2)
                or (dimension, member, dimension_2, member_2)
                = ($dimension_2, $member_2, $dimension, $member)
            )"""


def fetch_figure(file: ReleaseFile, figure: Figure) -> pl.DataFrame:
    """The figure's own row with its indicator's, or none where there is no such one.

    A pair may be asked for either way round.
    """
    asked = dict(zip(_NAMES, figure, strict=True))
    is_pair = asked["dimension_2"] is not None
    if not is_pair:
        del asked["dimension_2"], asked["member_2"]
    return file.fetch(
        f"""
        select figures.*, indicators.* exclude (metric)
        from marts.{"mart_metric_cell" if is_pair else "mart_metric_value"} as figures
        inner join marts.dim_indicator as indicators using (metric)
        where
            metric = $metric
            and scope = $scope
            and grain = $grain
            and period = $period
            and {_PAIR if is_pair else _MEMBER}
        """,
        asked,
    )


def fetch_target(file: ReleaseFile, figure: Figure) -> pl.DataFrame:
    """The figure's target with what was met of it, and the row of the file that has it.

    No row where there is none, as for pairs of dimensions.
    """
    return file.fetch(
        """
        select
            targets.target_value as target, targets.baseline_value as baseline,
            targets.baseline_date, targets.source_row, sources.file_name,
            sources.title_en, sources.title_ru, statuses.percent_met_pct,
            statuses.percent_met_form
        from marts.fct_indicator_target as targets
        inner join marts.dim_source as sources using (source_id)
        left join marts.mart_indicator_status as statuses
            using (metric, scope, grain, period, dimension, member)
        where
            metric = $metric
            and scope = $scope
            and grain = $grain
            and period = $period
            and dimension = $dimension
            and member = $member
        """,
        dict(zip(_NAMES[:6], figure[:6], strict=True)),
    )


def fetch_things(file: ReleaseFile, figure: Figure) -> pl.DataFrame:
    """The things behind a figure by day, at most `THINGS_SHOWN`, with what each adds.

    `things_count` and the sums over all stand on every row. Where parts are not kept by
    the figure's member, `is_of_member` is false and the things are those of the whole.
    What was generated of a real thing counts in the sums alone (`is_withheld`).
    """
    return file.fetch(
        f"""
        {_BEHIND},
        generated as (
            select distinct stated.evidence_kind, stated.evidence_id
            from marts.mart_evidence_source as stated
            semi join marts.mart_metric_source as needed
                on needed.metric = $metric and needed.model = stated.fact
            inner join marts.dim_source as sources using (source_id)
            where sources.provenance = 'illustrative'
        ),
        told as (
            select
                behind.*,
                evidence.* exclude (evidence_kind, evidence_id),
                evidence.provenance <> 'illustrative'
                and generated.evidence_id is not null as is_withheld
            from behind
            inner join marts.mart_evidence as evidence
                using (evidence_kind, evidence_id)
            left join generated using (evidence_kind, evidence_id)
        )
        select
            told.* replace (
                if(is_withheld, null, told.value) as value,
                if(is_withheld, null, told.numerator) as numerator,
                if(is_withheld, null, told.denominator) as denominator
            ),
            places.name_en as place_en,
            places.name_ru as place_ru,
            count(*) over () as things_count,
            sum(told.value) over () as value_sum,
            sum(told.numerator) over () as numerator_sum,
            sum(told.denominator) over () as denominator_sum
        from told
        left join marts.dim_municipality as places using (municipality_id)
        order by told.evidence_date nulls last, told.evidence_kind, told.evidence_id
        limit {THINGS_SHOWN}
        """,
        dict(zip(_NAMES, figure, strict=True)),
    )


def fetch_sources(file: ReleaseFile, figure: Figure) -> pl.DataFrame:
    """One row per thing behind a figure, fact that says something of it, and source.

    Only facts that the metric rests on; with the file's name and hash or the blocks of
    the page, and which rows they are. Limited to the things of `fetch_things`.
    """
    return file.fetch(
        f"""
        {_BEHIND},
        shown as (
            select evidence_kind, evidence_id
            from behind
            order by evidence_date nulls last, evidence_kind, evidence_id
            limit {THINGS_SHOWN}
        )
        select
            stated.*,
            sources.kind, sources.title_en, sources.title_ru, sources.file_name,
            sources.sha256, sources.provenance
        from marts.mart_evidence_source as stated
        semi join shown using (evidence_kind, evidence_id)
        semi join marts.mart_metric_source as needed
            on needed.metric = $metric and needed.model = stated.fact
        inner join marts.dim_source as sources using (source_id)
        order by stated.evidence_id, stated.fact, stated.source_id
        """,
        dict(zip(_NAMES, figure, strict=True)),
    )


def fetch_files(file: ReleaseFile, figure: Figure) -> pl.DataFrame:
    """One row per source behind a figure, over all of its things: rows and blocks."""
    return file.fetch(
        f"""
        {_BEHIND}
        select
            sources.source_id, sources.kind, sources.title_en, sources.title_ru,
            sources.file_name, sources.sha256, sources.load_id, sources.loaded_at,
            sources.provenance,
            cast(sum(stated.rows_count) as bigint) as rows_count,
            count(distinct (stated.evidence_kind, stated.evidence_id)) as things_count,
            list_sort(list_distinct(flatten(list(string_split(block_ids, ';')))))
                as block_ids
        from marts.mart_evidence_source as stated
        semi join behind using (evidence_kind, evidence_id)
        semi join marts.mart_metric_source as needed
            on needed.metric = $metric and needed.model = stated.fact
        inner join marts.dim_source as sources using (source_id)
        group by all
        order by sources.kind, sources.title_en
        """,
        dict(zip(_NAMES, figure, strict=True)),
    )


def fetch_published(
    file: ReleaseFile, metric: str, scope: str, grain: str, period: Any
) -> pl.DataFrame:
    """The published statement whose value is the figure of a period, or none."""
    return file.fetch(
        """
        select statement_en, statement_ru, block_ids, source_id
        from marts.fct_published_figure
        where
            metric = $metric
            and scope = $scope
            and grain = $grain
            and period = $period
            and value is not null
        order by sort_order
        """,
        {"metric": metric, "scope": scope, "grain": grain, "period": period},
    )
