with

attendances as (
    select * from {{ ref('int_metrics__attendances_by_period') }}
),

fiscal_quarters as (
    select distinct
        fiscal_year_start_date,
        fiscal_quarter_start_date
    from {{ ref('dim_date') }}
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
),

-- Whose first attendance of a fiscal year it was, only the whole year can tell.
covered_quarters as (
    select
        covered.scope,
        'fiscal_quarter' as grain,
        fiscal_quarters.fiscal_quarter_start_date as period,
        covered.identity_coverage_pct
    from covered
    inner join fiscal_quarters
        on covered.period = fiscal_quarters.fiscal_year_start_date
    where covered.grain = 'fiscal_year'
),

final as (
    select * from covered
    union all
    select * from covered_quarters
)

select * from final
