with

reporting_periods as (
    select * from {{ ref('dim_reporting_period') }}
    where reporting_state = 'overdue'
),

items as (
    select
        'report_overdue:' || reporting_period_id as item_id,
        scope,
        'report_overdue' as kind,
        coalesce(report_en, cast(period as varchar(10))) as subject_en,
        coalesce(report_ru, cast(period as varchar(10))) as subject_ru,
        cast(1 as bigint) as item_count,
        due_date as reference_date,
        days_late,
        provenance
    from reporting_periods
)

select * from items
