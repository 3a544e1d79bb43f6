-- Fiscal years where a programme plans by them, else calendar years.
with

targets as (
    select * from {{ ref('int_status__targets') }}
    where grain in ('fiscal_year', 'year')
),

indicators as (
    select * from {{ ref('dim_indicator') }}
    where rollup_time = 'sum'
),

summed as (
    select
        targets.metric,
        targets.scope,
        targets.grain,
        targets.dimension,
        targets.member,
        sum(targets.target_value) as period_targets_sum
    from targets
    inner join indicators on targets.metric = indicators.metric
    group by
        targets.metric,
        targets.scope,
        targets.grain,
        targets.dimension,
        targets.member
),

ranked as (
    select
        summed.*,
        row_number() over (
            partition by metric, scope, dimension, member
            order by grain asc
        ) as choice
    from summed
),

chosen as (
    select
        metric,
        scope,
        dimension,
        member,
        period_targets_sum
    from ranked
    where choice = 1
)

select * from chosen
