-- Quarters are seldom written with the baseline that the whole programme has.
with

targets as (
    select * from {{ ref('int_status__targets') }}
    where baseline_value is not null
),

ranked as (
    select
        metric,
        scope,
        dimension,
        member,
        baseline_value,
        baseline_date,
        row_number() over (
            partition by metric, scope, dimension, member
            order by
                case when grain = 'programme' then 0 else 1 end,
                period desc,
                grain asc
        ) as choice
    from targets
),

chosen as (
    select
        metric,
        scope,
        dimension,
        member,
        baseline_value,
        baseline_date
    from ranked
    where choice = 1
)

select * from chosen
