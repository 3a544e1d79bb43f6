with

days as (
    select * from {{ ref('int_dates__days') }}
),

final as (
    select
        date_day,
        cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_start_date,
        cast({{ dbt.date_trunc('quarter', 'date_day') }} as date)
            as quarter_start_date,
        cast({{ dbt.date_trunc('year', 'date_day') }} as date) as year_start_date,
        cast(extract(year from date_day) as integer) as calendar_year,
        {{ fiscal_start('quarter', 'date_day') }} as fiscal_quarter_start_date,
        {{ fiscal_start('year', 'date_day') }} as fiscal_year_start_date,
        {{ fiscal_year('date_day') }} as fiscal_year,
        {{ fiscal_quarter('date_day') }} as fiscal_quarter
    from days
)

select * from final
