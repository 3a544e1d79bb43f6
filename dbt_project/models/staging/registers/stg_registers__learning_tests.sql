with

learning_tests as (
    select * from {{ source('registers', 'learning_tests') }}
),

renamed as (
    select
        -- keys
        {{ event_key() }} as event_id,
        coalesce(publisher, 'own') as publisher,
        scope,
        participant_id as participant_key,
        -- scores
        pre_score,
        post_score,
        category as participant_category_code,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row,
        source_column
    from learning_tests
)

select * from renamed
