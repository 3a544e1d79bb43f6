with

municipalities as (
    select * from {{ ref('published_municipalities') }}
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
        federal_district_code,
        country_code,
        latitude,
        longitude,
        is_base_city,
        coordinates_source_id,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from municipalities
)

select * from renamed
