with

indicator_targets as (
    select * from {{ source('registers', 'indicator_targets') }}
),

renamed as (
    select
        -- keys
        metric,
        scope,
        grain,
        period,
        coalesce(dimension, 'total') as dimension,
        coalesce(member, 'total') as member,
        -- values
        target_value,
        baseline_value,
        baseline_date,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from indicator_targets
)

select * from renamed
