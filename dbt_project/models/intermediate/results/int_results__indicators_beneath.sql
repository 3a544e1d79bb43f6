-- Each step goes one level up; a pair found before ends the way, so that a framework
-- that bites its tail does too.
with recursive

results as (
    select * from {{ ref('dim_result') }}
),

beneath as (
    select
        scope,
        metric,
        parent_id as result_id
    from results
    where level = 'indicator' and metric is not null and parent_id is not null
    union
    select
        beneath.scope,
        beneath.metric,
        results.parent_id as result_id
    from beneath
    inner join results
        on
            beneath.scope = results.scope
            and beneath.result_id = results.result_id
    where results.parent_id is not null
)

select * from beneath
