with

results as (
    select * from {{ ref('int_registers__results_latest') }}
),

final as (
    select
        result_id,
        scope,
        level,
        parent_id,
        name_en,
        name_ru,
        metric,
        cast(sort_order as integer) as sort_order,
        provenance,
        source_id,
        load_id,
        source_row
    from results
)

select * from final
