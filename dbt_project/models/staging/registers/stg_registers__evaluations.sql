with

evaluations as (
    select * from {{ source('registers', 'evaluations') }}
),

renamed as (
    select
        -- keys
        {{ event_key() }} as event_id,
        coalesce(publisher, 'own') as publisher,
        scope,
        response_id,
        -- answer
        question as question_code,
        score,
        category as participant_category_code,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row,
        source_column
    from evaluations
)

select * from renamed
