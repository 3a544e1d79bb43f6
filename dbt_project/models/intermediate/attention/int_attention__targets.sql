with

statuses as (
    select * from {{ ref('mart_indicator_status') }}
    where grain = 'programme'
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

differing as (
    select
        metric,
        scope,
        count(*) as item_count,
        {{ weakest_provenance('provenance') }} as provenance
    from statuses
    where abs(target - period_targets_sum) > 0.000001
    group by metric, scope
),

items as (
    select
        'target_differs_from_sum:' || differing.scope || ':' || differing.metric
            as item_id,
        differing.scope,
        'target_differs_from_sum' as kind,
        indicators.name_en as subject_en,
        indicators.name_ru as subject_ru,
        differing.item_count,
        cast(null as date) as reference_date,
        cast(null as bigint) as days_late,
        differing.provenance
    from differing
    inner join indicators on differing.metric = indicators.metric
)

select * from items
