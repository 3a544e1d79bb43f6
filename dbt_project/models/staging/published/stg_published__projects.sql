with

projects as (
    select * from {{ ref('published_projects') }}
),

renamed as (
    select
        -- keys
        project_id,
        scope,
        municipality_id,
        -- what
        kind,
        field,
        name_en,
        name_ru,
        goal_en,
        goal_ru,
        -- state
        start_date,
        start_precision,
        status,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from projects
)

select * from renamed
