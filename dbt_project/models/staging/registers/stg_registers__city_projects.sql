with

city_projects as (
    select * from {{ source('registers', 'city_projects') }}
),

renamed as (
    select
        -- keys
        project_id,
        scope,
        municipality as municipality_id,
        -- what
        kind,
        field,
        name_en,
        name_ru,
        goal_en,
        goal_ru,
        -- state
        start_date,
        status,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from city_projects
)

select * from renamed
