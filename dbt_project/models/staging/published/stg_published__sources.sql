with

sources as (
    select * from {{ ref('published_sources') }}
),

renamed as (
    select
        -- keys
        source_id,
        kind,
        -- what
        title_en,
        title_ru,
        url,
        publisher_en,
        publisher_ru,
        note_en,
        note_ru,
        -- copy kept
        retrieved_state,
        file_name,
        sha256,
        -- origin
        provenance
    from sources
    where {{ is_shown("provenance = 'illustrative'") }}
)

select * from renamed
