with

register_loads as (
    select * from {{ source('registers', 'register_loads') }}
),

renamed as (
    select
        -- keys
        load_id,
        'load:' || load_id as source_id,
        -- file
        file as file_name,
        sha256,
        dataset,
        -- rows
        rows_in,
        rows_accepted,
        rows_quarantined,
        rows_waiting,
        rows_changed,
        rows_traced,
        -- origin
        loaded_at,
        provenance
    from register_loads
)

select * from renamed
