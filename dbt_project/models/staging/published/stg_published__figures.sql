with

figures as (
    select * from {{ ref('published_figures') }}
),

renamed as (
    select
        -- keys
        figure_id,
        fact_id,
        scope,
        topic,
        -- figure
        metric,
        grain,
        period,
        value,
        unit_code,
        state,
        is_unknown,
        -- words
        statement_en,
        statement_ru,
        note_en,
        note_ru,
        sort_order,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from figures
)

select * from renamed
