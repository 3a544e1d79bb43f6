with

attendances as (
    select * from {{ ref('int_metrics__attendances_scoped') }}
),

dates as (
    select * from {{ ref('dim_date') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

placed_in_periods as (
    select
        attendances.scope,
        attendances.participant_key,
        'fiscal_year' as grain,
        dates.fiscal_year_start_date as period
    from attendances
    inner join dates
        on attendances.attended_date = dates.date_day
    union all
    select
        attendances.scope,
        attendances.participant_key,
        'programme' as grain,
        make_date(scopes.start_year, 1, 1) as period
    from attendances
    inner join scopes
        on attendances.scope = scopes.scope
),

covered as (
    select
        scope,
        grain,
        period,
        100.0 * count(participant_key) / count(*) as identity_coverage_pct
    from placed_in_periods
    group by scope, grain, period
)

select * from covered
