with

indicators as (
    select * from {{ ref('dim_indicator') }}
),

loads as (
    select * from {{ ref('dim_source') }}
    where kind = 'register_load'
),

scoped as (
    select * from {{ ref('int_loads__scoped') }}
),

rollups as (
    select * from {{ ref('dim_scope_rollup') }}
),

final as (
    select distinct
        indicators.metric,
        rollups.figure_scope as scope,
        loads.load_id,
        loads.source_id,
        loads.file_name,
        loads.dataset,
        loads.rows_accepted,
        loads.loaded_at,
        loads.provenance
    from loads
    inner join indicators on loads.dataset = indicators.dataset
    inner join scoped on loads.load_id = scoped.load_id
    inner join rollups on scoped.scope = rollups.row_scope
    where rollups.includes_illustrative or loads.provenance <> 'illustrative'
)

select * from final
