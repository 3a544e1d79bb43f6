with

attendance as (
    select * from {{ source('registers', 'attendance') }}
),

renamed as (
    select
        -- keys
        {{ event_key() }} as event_id,
        coalesce(publisher, 'own') as publisher,
        scope,
        participant_id as participant_key,
        -- who
        sex,
        age_years,
        category as participant_category_code,
        organisation_type,
        organisation as organisation_id,
        municipality as municipality_id,
        -- how long
        contact_hours as hours_recorded,
        is_completed,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row,
        source_column
    from attendance
)

select * from renamed
