with

training_events as (
    select * from {{ ref('published_training_events') }}
),

renamed as (
    select
        -- keys
        event_id,
        scope,
        event_kind,
        -- what
        title_en,
        title_ru,
        topic_en,
        topic_ru,
        method,
        status,
        -- when and where
        start_date,
        end_date,
        planned_year,
        municipality_id,
        country_code,
        -- what is not published
        topic_state,
        presentational_state,
        rating_state,
        attendance_state,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from training_events
)

select * from renamed
