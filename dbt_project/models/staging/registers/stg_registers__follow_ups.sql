with

follow_ups as (
    select * from {{ source('registers', 'follow_ups') }}
),

renamed as (
    select
        -- keys
        {{ event_key() }} as event_id,
        coalesce(publisher, 'own') as publisher,
        scope,
        participant_id as participant_key,
        -- dates
        due_date,
        asked_date,
        answered_date,
        -- answer
        is_applying,
        category as participant_category_code,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row,
        source_column
    from follow_ups
)

select * from renamed
