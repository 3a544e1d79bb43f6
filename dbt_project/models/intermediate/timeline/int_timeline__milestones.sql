with

milestones as (
    select * from {{ ref('fct_project_milestone') }}
),

items as (
    select
        'milestone:' || scope || ':' || milestone_id as item_id,
        scope,
        case
            when output_kind = 'analytical_report' then 'presentation'
            else 'milestone'
        end as kind,
        name_en,
        name_ru,
        coalesce(actual_date, planned_date) as start_date,
        cast(null as date) as end_date,
        coalesce(actual_precision, planned_precision) as date_precision,
        cast(null as integer) as planned_label_year,
        case
            when milestone_state in ('reached', 'reached_on_time', 'reached_late')
                then 'reached'
            when milestone_state = 'overdue' then 'overdue'
            when milestone_state = 'not_yet_due' then 'planned'
            else 'not_published'
        end as item_status,
        municipality_id,
        provenance,
        block_ids,
        source_id
    from milestones
)

select * from items
