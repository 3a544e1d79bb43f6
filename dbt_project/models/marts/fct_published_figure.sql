with

figures as (
    select * from {{ ref('stg_published__figures') }}
),

final as (
    select
        figure_id,
        fact_id,
        scope,
        metric,
        grain,
        period,
        cast(value as double) as value,
        unit_code,
        state,
        topic,
        statement_en,
        statement_ru,
        note_en,
        note_ru,
        is_unknown,
        block_ids,
        source_id,
        provenance,
        cast(sort_order as integer) as sort_order
    from figures
)

select * from final
