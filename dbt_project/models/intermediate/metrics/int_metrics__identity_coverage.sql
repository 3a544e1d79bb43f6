with

attendances as (
    select * from {{ ref('int_metrics__attendances_by_period') }}
),

covered as (
    select
        scope,
        grain,
        period,
        100.0 * count(participant_key) / count(*) as identity_coverage_pct
    from attendances
    group by scope, grain, period
)

select * from covered
