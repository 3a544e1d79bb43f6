with

results as (
    select * from {{ source('registers', 'results') }}
),

renamed as (
    select
        -- keys
        result_id,
        scope,
        level,
        parent_id,
        -- names
        name_en,
        name_ru,
        -- indicator
        metric,
        sort_order,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from results
)

select * from renamed
