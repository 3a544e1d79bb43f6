with

partnerships as (
    select * from {{ source('registers', 'partnerships') }}
),

renamed as (
    select
        -- keys
        partnership_id,
        scope,
        stage,
        municipality as municipality_id,
        -- who
        partner_name_en,
        partner_name_ru,
        partner_region,
        is_earlier,
        -- dates
        stage_date,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from partnerships
)

select * from renamed
