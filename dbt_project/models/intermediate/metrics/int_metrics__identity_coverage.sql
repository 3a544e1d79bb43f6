with

attendances as (
    select * from {{ ref('int_metrics__attendances_by_period') }}
),

covered as (
    select
        scope,
        grain,
        period,
        100.0
        * sum(case when participant_key is not null then attendance_count else 0 end)
        / sum(attendance_count) as identity_coverage_pct
    from attendances
    group by scope, grain, period
)

select * from covered
