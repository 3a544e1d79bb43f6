with

training_events as (
    select * from {{ source('registers', 'training_events') }}
),

renamed as (
    select
        -- keys
        {{ event_key() }} as event_id,
        coalesce(publisher, 'own') as publisher,
        scope,
        -- what
        title,
        topic,
        method,
        status,
        -- when and where
        start_date,
        end_date,
        municipality as municipality_id,
        country as country_code,
        venue,
        -- who
        host_organisation,
        provider,
        attendance_count as attendance_count_reported,
        women_count as women_count_reported,
        men_count as men_count_reported,
        -- how long
        contact_hours as hours_recorded,
        hour_minutes,
        presentational_pct,
        -- notes
        source_note,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from training_events
)

select * from renamed
