-- A framework that a scope's register brings takes the place of the seed's arrangement.
with

published as (
    select * from {{ ref('stg_programme__results_framework') }}
),

registered as (
    select * from {{ ref('int_registers__results_latest') }}
    where level <> 'indicator'
),

registered_scopes as (
    select distinct scope
    from registered
),

framework as (
    select
        published.scope,
        published.result_id,
        published.level,
        published.parent_id,
        published.result_code,
        published.name_en,
        published.name_ru,
        published.sort_order,
        published.is_arrangement,
        published.provenance,
        published.source_id,
        cast(null as string) as load_id,
        cast(null as bigint) as source_row,
        published.block_ids
    from published
    left join registered_scopes on published.scope = registered_scopes.scope
    where registered_scopes.scope is null
    union all
    select
        scope,
        result_id,
        level,
        parent_id,
        case when level = 'intermediate_result' then cast(sort_order as string) end
            as result_code,
        name_en,
        name_ru,
        sort_order,
        false as is_arrangement,
        provenance,
        source_id,
        load_id,
        source_row,
        cast(null as string) as block_ids
    from registered
)

select * from framework
