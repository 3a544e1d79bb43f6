with

dates as (
    select * from {{ ref('dim_date') }}
),

scopes as (
    select
        scope,
        as_of_date,
        make_date(start_year, 1, 1) as first_date,
        make_date(end_year, 12, 31) as last_date
    from {{ ref('dim_scope') }}
),

{% set starts = {
    'month': 'month_start_date',
    'quarter': 'quarter_start_date',
    'year': 'year_start_date',
    'fiscal_quarter': 'fiscal_quarter_start_date',
    'fiscal_year': 'fiscal_year_start_date',
} %}
calendar_periods as (
    {% for grain, start in starts.items() %}
        select
            '{{ grain }}' as grain,
            {{ start }} as period,
            max(date_day) as period_end_date
        from dates
        group by {{ start }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

periods as (
    select
        scopes.scope,
        scopes.as_of_date,
        calendar_periods.grain,
        calendar_periods.period,
        calendar_periods.period_end_date
    from scopes
    inner join calendar_periods
        on
            scopes.first_date <= calendar_periods.period_end_date
            and scopes.last_date >= calendar_periods.period
    union all
    select
        scope,
        as_of_date,
        'programme' as grain,
        first_date as period,
        last_date as period_end_date
    from scopes
)

select * from periods
