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

placed as (
    select
        'fiscal_year' as grain,
        dates.fiscal_year_start_date as period,
        attendances.*
    from attendances
    inner join dates
        on attendances.attended_date = dates.date_day
    union all
    select
        'programme' as grain,
        make_date(scopes.start_year, 1, 1) as period,
        attendances.*
    from attendances
    inner join scopes
        on attendances.scope = scopes.scope
    where attendances.attended_date is not null
)

select * from placed
