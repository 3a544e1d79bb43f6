with

indicator_values as (
    select * from {{ source('registers', 'indicator_values') }}
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
        value,
        numerator,
        denominator,
        people_count,
        -- evidence
        document_id,
        source_note,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from indicator_values
)

select * from renamed
