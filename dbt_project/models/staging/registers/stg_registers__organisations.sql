with

organisations as (
    select * from {{ source('registers', 'organisations') }}
),

renamed as (
    select
        -- keys
        organisation_id,
        scope,
        municipality as municipality_id,
        -- what
        name_en,
        name_ru,
        organisation_type,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from organisations
)

select * from renamed
