with

published as (
    select * from {{ ref('stg_published__sources') }}
),

loads as (
    select * from {{ ref('stg_registers__register_loads') }}
),

final as (
    select
        source_id,
        kind,
        title_en,
        title_ru,
        url,
        publisher_en,
        publisher_ru,
        note_en,
        note_ru,
        retrieved_state,
        file_name,
        sha256,
        cast(null as string) as dataset,
        cast(null as bigint) as rows_in,
        cast(null as bigint) as rows_accepted,
        cast(null as bigint) as rows_quarantined,
        cast(null as timestamp) as loaded_at,
        provenance,
        cast(null as string) as load_id
    from published
    union all
    select
        source_id,
        'register_load' as kind,
        file_name as title_en,
        file_name as title_ru,
        cast(null as string) as url,
        cast(null as string) as publisher_en,
        cast(null as string) as publisher_ru,
        cast(null as string) as note_en,
        cast(null as string) as note_ru,
        'value' as retrieved_state,
        file_name,
        sha256,
        dataset,
        rows_in,
        rows_accepted,
        rows_quarantined,
        cast(loaded_at as timestamp) as loaded_at,
        provenance,
        load_id
    from loads
)

select * from final
