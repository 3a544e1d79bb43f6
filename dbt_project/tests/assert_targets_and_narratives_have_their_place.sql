{{ config(severity='warn') }}
with

targets as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        load_id,
        source_row,
        'a target is one of an indicator, period and member that there is' as rule
    from {{ ref('fct_indicator_target') }}
),

narratives as (
    select
        metric,
        scope,
        grain,
        period,
        'total' as dimension,
        'total' as member,
        load_id,
        source_row,
        'a narrative is one of an indicator and period that there is' as rule
    from {{ ref('fct_deviation') }}
),

written as (
    select * from targets
    union all
    select * from narratives
),

placed as (
    select
        indicators.target_key,
        statuses.scope,
        statuses.grain,
        statuses.period,
        statuses.dimension,
        statuses.member
    from {{ ref('mart_indicator_status') }} as statuses
    inner join {{ ref('dim_indicator') }} as indicators
        on statuses.metric = indicators.metric
)

select written.*
from written
left join placed
    on
        written.metric = placed.target_key
        and written.scope = placed.scope
        and written.grain = placed.grain
        and written.period = placed.period
        and written.dimension = placed.dimension
        and written.member = placed.member
where placed.target_key is null
