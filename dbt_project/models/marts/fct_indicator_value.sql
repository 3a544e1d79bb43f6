with

indicator_values as (
    select * from {{ ref('int_registers__indicator_values_latest') }}
),

final as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        cast(value as double) as value,
        cast(numerator as double) as numerator,
        cast(denominator as double) as denominator,
        cast(people_count as bigint) as people_count,
        document_id,
        source_note,
        provenance,
        source_id,
        load_id,
        source_row
    from indicator_values
)

select * from final
