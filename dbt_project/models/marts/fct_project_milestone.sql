with

milestones as (
    select * from {{ ref('int_milestones__unioned') }}
),

projects as (
    select * from {{ ref('dim_project') }}
),

scopes as (
    select * from {{ ref('int_scopes__dated') }}
),

judged as (
    select
        milestones.*,
        projects.municipality_id,
        scopes.as_of_date,
        case
            when milestones.state is not null then milestones.state
            when
                milestones.actual_date is not null and milestones.planned_date is null
                then 'reached'
            when milestones.actual_date <= milestones.planned_date
                then 'reached_on_time'
            when milestones.actual_date > milestones.planned_date then 'reached_late'
            when milestones.planned_date < scopes.as_of_date then 'overdue'
            when milestones.planned_date >= scopes.as_of_date then 'not_yet_due'
            else 'not_reported'
        end as milestone_state
    from milestones
    left join projects
        on
            milestones.project_id = projects.project_id
            and milestones.scope = projects.scope
    left join scopes on milestones.scope = scopes.scope
),

final as (
    select
        milestone_id,
        project_id,
        scope,
        municipality_id,
        workstream,
        output_kind,
        name_en,
        name_ru,
        planned_date,
        planned_precision,
        actual_date,
        actual_precision,
        milestone_state,
        case
            when milestone_state in ('reached_late', 'overdue')
                then {{ dbt.datediff(
                    'planned_date', 'coalesce(actual_date, as_of_date)', 'day'
                ) }}
        end as days_late,
        owner_role,
        provenance,
        source_id,
        load_id,
        block_ids,
        source_row
    from judged
)

select * from final
