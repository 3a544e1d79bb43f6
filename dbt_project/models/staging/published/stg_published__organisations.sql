with

organisations as (
    select * from {{ ref('published_organisations') }}
),

renamed as (
    select
        -- keys
        organisation_id,
        scope,
        -- what
        name_en,
        name_ru,
        short_name_en,
        short_name_ru,
        organisation_type,
        role,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from organisations
)

select * from renamed
