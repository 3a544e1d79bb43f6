with

best_practices as (
    select * from {{ source('registers', 'best_practices') }}
),

renamed as (
    select
        -- keys
        practice_id,
        scope,
        stage,
        municipality as municipality_id,
        applied_by,
        -- what
        name_en,
        name_ru,
        field,
        description_en,
        description_ru,
        -- dates
        stage_date,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from best_practices
)

select * from renamed
