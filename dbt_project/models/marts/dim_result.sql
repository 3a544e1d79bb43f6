with

framework as (
    select * from {{ ref('int_results__framework') }}
),

indicators as (
    select * from {{ ref('int_results__indicators') }}
),

united as (
    select
        scope,
        result_id,
        level,
        parent_id,
        result_code,
        name_en,
        name_ru,
        cast(null as string) as metric,
        sort_order,
        is_arrangement,
        provenance,
        source_id,
        load_id,
        source_row,
        block_ids
    from framework
    union all
    select
        scope,
        result_id,
        'indicator' as level,
        parent_id,
        result_code,
        name_en,
        name_ru,
        metric,
        sort_order,
        is_arrangement,
        provenance,
        source_id,
        load_id,
        source_row,
        cast(null as string) as block_ids
    from indicators
),

final as (
    select
        scope,
        result_id,
        level,
        parent_id,
        result_code,
        name_en,
        name_ru,
        metric,
        cast(sort_order as integer) as sort_order,
        is_arrangement,
        provenance,
        source_id,
        load_id,
        source_row,
        block_ids
    from united
)

select * from final
