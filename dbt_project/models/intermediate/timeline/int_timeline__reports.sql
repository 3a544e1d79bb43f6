-- A report stands on the line until it is submitted: it is work, not something that
-- happened.
with

reporting_periods as (
    select * from {{ ref('dim_reporting_period') }}
    where reporting_state <> 'submitted' and due_date is not null
),

items as (
    select
        'report:' || reporting_period_id as item_id,
        scope,
        'report' as kind,
        coalesce(report_en, cast(period as varchar(10))) as name_en,
        coalesce(report_ru, cast(period as varchar(10))) as name_ru,
        due_date as start_date,
        cast(null as date) as end_date,
        'day' as date_precision,
        cast(null as integer) as planned_label_year,
        case when reporting_state = 'overdue' then 'overdue' else 'planned' end
            as item_status,
        cast(null as string) as municipality_id,
        provenance,
        cast(null as string) as block_ids,
        source_id
    from reporting_periods
)

select * from items
