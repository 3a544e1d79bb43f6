with

programme as (
    select * from {{ source('registers', 'programme') }}
),

renamed as (
    select
        -- keys
        scope,
        code as programme_code,
        -- names
        name_en,
        name_ru,
        goal_en,
        goal_ru,
        funder,
        -- dates
        start_year,
        end_year,
        as_of_date,
        register_from,
        register_to,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from programme
)

select * from renamed
