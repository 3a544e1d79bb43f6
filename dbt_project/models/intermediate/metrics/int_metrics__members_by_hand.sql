-- Parts are shown where nothing splits the total by computing it, and only beside a
-- total that they do not exceed; what is missing of it is the part not reported.
with

by_hand as (
    select * from {{ ref('int_metrics__values_by_hand') }}
    where dimension <> 'total' and fault is null
),

definitions as (
    select
        metric,
        rollup_disaggregates = 'sum' as has_additive_parts
    from {{ source('landed', 'metric_definitions') }}
),

computed_splits as (
    select distinct
        metric,
        scope,
        grain,
        period,
        dimension
    from {{ ref('int_metrics__results') }}
    where dimension_2 is null
),

totals as (
    select * from {{ ref('int_metrics__totals') }}
    where value is not null
),

splits as (
    select
        by_hand.metric,
        by_hand.scope,
        by_hand.grain,
        by_hand.period,
        by_hand.dimension,
        definitions.has_additive_parts,
        totals.is_partial,
        totals.provenance as total_provenance,
        coalesce(totals.register_value, totals.value) as total_value,
        totals.n as total_n,
        sum(by_hand.value) as parts_value,
        sum(by_hand.n) as parts_n,
        bool_or(by_hand.member = 'not_reported') as has_remainder
    from by_hand
    inner join definitions
        on by_hand.metric = definitions.metric
    inner join totals
        on
            by_hand.metric = totals.metric
            and by_hand.scope = totals.scope
            and by_hand.grain = totals.grain
            and by_hand.period = totals.period
    left join computed_splits
        on
            by_hand.metric = computed_splits.metric
            and by_hand.scope = computed_splits.scope
            and by_hand.grain = computed_splits.grain
            and by_hand.period = computed_splits.period
            and by_hand.dimension = computed_splits.dimension
    where computed_splits.metric is null
    group by
        by_hand.metric,
        by_hand.scope,
        by_hand.grain,
        by_hand.period,
        by_hand.dimension,
        definitions.has_additive_parts,
        totals.is_partial,
        totals.provenance,
        totals.register_value,
        totals.value,
        totals.n
),

judged as (
    select
        splits.*,
        total_value - parts_value as missing_value,
        case
            when not has_additive_parts then false
            when has_remainder then abs(total_value - parts_value) > 0.000001
            else parts_value - total_value > 0.000001
        end as exceeds_total
    from splits
),

shown as (
    select
        by_hand.metric,
        by_hand.scope,
        by_hand.grain,
        by_hand.period,
        by_hand.dimension,
        by_hand.member,
        by_hand.value,
        by_hand.numerator,
        by_hand.denominator,
        by_hand.n,
        by_hand.provenance,
        judged.is_partial
    from by_hand
    inner join judged
        on
            by_hand.metric = judged.metric
            and by_hand.scope = judged.scope
            and by_hand.grain = judged.grain
            and by_hand.period = judged.period
            and by_hand.dimension = judged.dimension
    where not judged.exceeds_total
    union all
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        'not_reported' as member,
        missing_value as value,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        total_n - parts_n as n,
        total_provenance as provenance,
        is_partial
    from judged
    where
        has_additive_parts
        and not has_remainder
        and not exceeds_total
        and missing_value > 0.000001
)

select * from shown
