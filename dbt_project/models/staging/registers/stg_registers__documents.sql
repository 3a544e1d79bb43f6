with

documents as (
    select * from {{ source('registers', 'documents') }}
),

renamed as (
    select
        -- keys
        document_id,
        scope,
        municipality as municipality_id,
        project_id,
        -- what
        title_en,
        title_ru,
        kind,
        document_date,
        is_public,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from documents
)

select * from renamed
