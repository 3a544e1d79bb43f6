with

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

-- Data are stated up to the as-of date: a period that ends on it is closed.
judged as (
    select
        scope,
        grain,
        period,
        period_end_date,
        period_end_date <= as_of_date as is_closed
    from periods
),

whole as (
    select
        scope,
        case when is_closed then 'ended' else 'running' end as phase
    from judged
    where grain = 'programme'
),

closed as (
    select
        judged.scope,
        judged.grain,
        judged.period,
        judged.period_end_date,
        judged.is_closed,
        whole.phase
    from judged
    inner join whole on judged.scope = whole.scope
)

select * from closed
