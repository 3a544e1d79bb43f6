with

submissions as (
    select * from {{ source('registers', 'submissions') }}
),

renamed as (
    select
        -- keys
        scope,
        grain,
        period,
        -- what was submitted
        submitted_date,
        release_id,
        approved_by_role,
        source_note,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from submissions
)

select * from renamed
