with

dates as (
    select * from {{ ref('dim_date') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

dates_of_life as (
    select
        scopes.scope,
        scopes.as_of_date,
        dates.date_day,
        dates.month_start_date,
        dates.quarter_start_date,
        dates.year_start_date,
        dates.fiscal_quarter_start_date,
        dates.fiscal_year_start_date,
        make_date(scopes.start_year, 1, 1) as programme_start_date
    from scopes
    inner join dates
        on dates.calendar_year between scopes.start_year and scopes.end_year
),

{% set starts = {
    'month': 'month_start_date',
    'quarter': 'quarter_start_date',
    'year': 'year_start_date',
    'fiscal_quarter': 'fiscal_quarter_start_date',
    'fiscal_year': 'fiscal_year_start_date',
    'programme': 'programme_start_date',
} %}
periods as (
    {% for grain, start in starts.items() %}
        select
            scope,
            as_of_date,
            '{{ grain }}' as grain,
            {{ start }} as period,
            max(date_day) as period_end_date
        from dates_of_life
        group by scope, as_of_date, {{ start }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select * from periods
