with

results_framework as (
    select * from {{ ref('results_framework') }}
),

renamed as (
    select
        -- keys
        result_id,
        scope,
        level,
        parent_id,
        result_code,
        -- names
        name_en,
        name_ru,
        sort_order,
        -- origin
        is_arrangement,
        'reported' as provenance,
        source_id,
        block_ids
    from results_framework
)

select * from renamed
