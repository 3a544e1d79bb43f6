with

metric_values as (
    select * from {{ ref('mart_metric_value') }}
),

cells as (
    select * from {{ ref('mart_metric_cell') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

parts as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        cast(null as string) as dimension_2,
        value
    from metric_values
    where dimension <> 'total'
    union all
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        dimension_2,
        value
    from cells
),

sums as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        dimension_2,
        sum(value) as parts_value
    from parts
    group by
        metric,
        scope,
        grain,
        period,
        dimension,
        dimension_2
),

splits as (
    select distinct
        metric,
        scope,
        grain,
        dimension,
        dimension_2
    from parts
),

placed as (
    select
        splits.metric,
        splits.scope,
        splits.grain,
        totals.period,
        splits.dimension,
        splits.dimension_2,
        totals.state as total_state,
        totals.provenance,
        totals.is_partial,
        indicators.rollup_disaggregates,
        indicators.is_reported_by_hand,
        coalesce(totals.register_value, totals.value) as total_value
    from splits
    inner join metric_values as totals
        on
            splits.metric = totals.metric
            and splits.scope = totals.scope
            and splits.grain = totals.grain
            and totals.dimension = 'total'
    inner join indicators
        on splits.metric = indicators.metric
),

judged as (
    select
        placed.metric,
        placed.scope,
        placed.grain,
        placed.period,
        placed.dimension,
        placed.dimension_2,
        case
            when placed.total_state not in ('value', 'zero') then placed.total_state
            when
                placed.rollup_disaggregates = 'sum'
                and abs(placed.total_value - coalesce(sums.parts_value, 0)) <= 0.000001
                then 'zero'
            when placed.is_reported_by_hand then 'not_reported'
            when placed.rollup_disaggregates = 'recomputed' then 'not_applicable'
            else 'zero'
        end as gap_state,
        placed.provenance,
        placed.is_partial
    from placed
    left join sums
        on
            placed.metric = sums.metric
            and placed.scope = sums.scope
            and placed.grain = sums.grain
            and placed.period = sums.period
            and placed.dimension = sums.dimension
            and coalesce(placed.dimension_2, 'none')
            = coalesce(sums.dimension_2, 'none')
)

select * from judged
