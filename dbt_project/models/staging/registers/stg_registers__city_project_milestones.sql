with

city_project_milestones as (
    select * from {{ source('registers', 'city_project_milestones') }}
),

renamed as (
    select
        -- keys
        milestone_id,
        scope,
        project_id,
        -- what
        workstream,
        name_en,
        name_ru,
        owner_role,
        -- dates
        planned_date,
        actual_date,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from city_project_milestones
)

select * from renamed
