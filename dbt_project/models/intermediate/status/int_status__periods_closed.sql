with

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

whole as (
    select
        scope,
        period_end_date as last_date
    from periods
    where grain = 'programme'
),

-- Data are stated up to the as-of date: a period that ends on it is closed. One that
-- outlasts the programme closes with it.
closed as (
    select
        periods.scope,
        periods.grain,
        periods.period,
        periods.period_end_date,
        least(periods.period_end_date, whole.last_date) <= periods.as_of_date
            as is_closed,
        case
            when whole.last_date <= periods.as_of_date then 'ended'
            else 'running'
        end as phase
    from periods
    inner join whole on periods.scope = whole.scope
)

select * from closed
