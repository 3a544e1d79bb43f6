with

milestones as (
    select * from {{ ref('fct_project_milestone') }}
    where milestone_state = 'overdue'
),

items as (
    select
        'milestone_overdue:' || scope || ':' || milestone_id as item_id,
        scope,
        'milestone_overdue' as kind,
        name_en as subject_en,
        name_ru as subject_ru,
        cast(1 as bigint) as item_count,
        planned_date as reference_date,
        cast(days_late as bigint) as days_late,
        provenance
    from milestones
)

select * from items
