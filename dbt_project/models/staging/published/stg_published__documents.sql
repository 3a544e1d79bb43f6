with

documents as (
    select * from {{ ref('published_documents') }}
),

renamed as (
    select
        -- keys
        document_id,
        scope,
        municipality_id,
        project_id,
        -- what
        title_en,
        title_ru,
        kind,
        document_date,
        date_precision,
        state,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from documents
)

select * from renamed
