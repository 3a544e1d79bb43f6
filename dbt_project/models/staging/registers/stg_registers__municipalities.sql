with

municipalities as (
    select * from {{ source('registers', 'municipalities') }}
),

renamed as (
    select
        -- keys
        municipality_id,
        scope,
        -- names
        name_en,
        name_ru,
        -- place
        region_code,
        region_name_en,
        region_name_ru,
        federal_district as federal_district_code,
        country_code,
        latitude,
        longitude,
        is_base_city,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from municipalities
)

select * from renamed
