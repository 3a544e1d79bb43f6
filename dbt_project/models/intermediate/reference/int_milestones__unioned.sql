with

published as (
    select * from {{ ref('stg_published__milestones') }}
),

registered as (
    select * from {{ ref('int_registers__city_project_milestones_latest') }}
),

unioned as (
    select
        milestone_id,
        project_id,
        scope,
        workstream,
        output_kind,
        name_en,
        name_ru,
        planned_date,
        planned_precision,
        actual_date,
        actual_precision,
        state,
        cast(null as string) as owner_role,
        provenance,
        source_id,
        cast(null as string) as load_id,
        block_ids,
        cast(null as bigint) as source_row
    from published
    union all
    select
        registered.milestone_id,
        registered.project_id,
        registered.scope,
        coalesce(registered.workstream, 'other') as workstream,
        cast(null as string) as output_kind,
        coalesce(registered.name_en, registered.milestone_id) as name_en,
        coalesce(registered.name_ru, registered.milestone_id) as name_ru,
        registered.planned_date,
        case when registered.planned_date is not null then 'day' end
            as planned_precision,
        registered.actual_date,
        case when registered.actual_date is not null then 'day' end
            as actual_precision,
        cast(null as string) as state,
        registered.owner_role,
        registered.provenance,
        registered.source_id,
        registered.load_id,
        cast(null as string) as block_ids,
        registered.source_row
    from registered
    left join published on registered.milestone_id = published.milestone_id
    where published.milestone_id is null
)

select * from unioned
