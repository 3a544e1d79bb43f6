with

projects as (
    select * from {{ ref('dim_project') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

fields as (
    select * from {{ ref('int_members__named') }}
    where dimension = 'field'
),

milestones as (
    select * from {{ ref('fct_project_milestone') }}
),

counted as (
    select
        project_id,
        scope,
        count(*) as milestones_planned_count,
        count(case
            when milestone_state in ('reached', 'reached_on_time', 'reached_late')
                then 1
        end) as milestones_reached_count,
        count(case when milestone_state = 'overdue' then 1 end)
            as milestones_overdue_count
    from milestones
    group by project_id, scope
),

queued as (
    select
        project_id,
        scope,
        name_en,
        name_ru,
        planned_date,
        row_number() over (
            partition by project_id, scope
            order by planned_date, milestone_id
        ) as place_in_queue
    from milestones
    where milestone_state in ('overdue', 'not_yet_due')
),

final as (
    select
        projects.project_id,
        projects.scope,
        projects.municipality_id,
        municipalities.name_en as municipality_name_en,
        municipalities.name_ru as municipality_name_ru,
        municipalities.region_name_en,
        municipalities.region_name_ru,
        municipalities.latitude,
        municipalities.longitude,
        projects.kind,
        projects.field,
        coalesce(fields.name_en, projects.field) as field_name_en,
        coalesce(fields.name_ru, projects.field) as field_name_ru,
        projects.name_en,
        projects.name_ru,
        projects.goal_en,
        projects.goal_ru,
        projects.start_date,
        projects.start_precision,
        projects.status,
        coalesce(counted.milestones_planned_count, 0) as milestones_planned_count,
        coalesce(counted.milestones_reached_count, 0) as milestones_reached_count,
        coalesce(counted.milestones_overdue_count, 0) as milestones_overdue_count,
        queued.name_en as next_milestone_en,
        queued.name_ru as next_milestone_ru,
        queued.planned_date as next_milestone_date,
        projects.provenance,
        projects.source_id,
        projects.load_id,
        projects.block_ids
    from projects
    left join municipalities
        on projects.municipality_id = municipalities.municipality_id
    left join fields on projects.field = fields.member
    left join counted
        on
            projects.project_id = counted.project_id
            and projects.scope = counted.scope
    left join queued
        on
            projects.project_id = queued.project_id
            and projects.scope = queued.scope
            and queued.place_in_queue = 1
)

select * from final
