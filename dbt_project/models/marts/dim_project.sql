with

published as (
    select * from {{ ref('stg_published__projects') }}
),

registered as (
    select * from {{ ref('int_registers__city_projects_latest') }}
),

final as (
    select
        project_id,
        scope,
        municipality_id,
        kind,
        field,
        name_en,
        name_ru,
        goal_en,
        goal_ru,
        start_date,
        start_precision,
        status,
        provenance,
        source_id,
        cast(null as string) as load_id,
        block_ids,
        cast(null as bigint) as source_row
    from published
    union all
    select
        registered.project_id,
        registered.scope,
        registered.municipality_id,
        coalesce(registered.kind, 'not_reported') as kind,
        coalesce(registered.field, 'not_reported') as field,
        coalesce(registered.name_en, registered.project_id) as name_en,
        coalesce(registered.name_ru, registered.project_id) as name_ru,
        registered.goal_en,
        registered.goal_ru,
        registered.start_date,
        case when registered.start_date is not null then 'day' end as start_precision,
        coalesce(registered.status, 'not_reported') as status,
        registered.provenance,
        registered.source_id,
        registered.load_id,
        cast(null as string) as block_ids,
        registered.source_row
    from registered
    left join published on registered.project_id = published.project_id
    where published.project_id is null
)

select * from final
