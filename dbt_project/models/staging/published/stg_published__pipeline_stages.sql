with

pipeline_stages as (
    select * from {{ ref('published_pipeline_stages') }}
),

renamed as (
    select
        -- keys
        pipeline,
        stage,
        scope,
        -- what
        state,
        statement_en,
        statement_ru,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from pipeline_stages
)

select * from renamed
