with

regions as (
    select * from {{ ref('published_regions') }}
),

renamed as (
    select
        -- keys
        region_code,
        scope,
        -- place
        region_name_en,
        region_name_ru,
        country_code,
        latitude,
        longitude,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from regions
)

select * from renamed
