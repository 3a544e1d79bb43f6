-- A load of which no row was accepted says no scope: it is the programme's.
with

loads as (
    select * from {{ ref('stg_registers__register_loads') }}
),

load_scopes as (
    select * from {{ ref('int_loads__scoped') }}
),

scope_rollups as (
    select * from {{ ref('dim_scope_rollup') }}
),

metric_sources as (
    select * from {{ source('landed', 'metric_sources') }}
),

figures as (
    select * from {{ ref('int_quality__figures') }}
    where has_figure
),

counted as (
    select distinct
        loads.load_id,
        loads.dataset,
        scope_rollups.figure_scope as scope
    from loads
    left join load_scopes on loads.load_id = load_scopes.load_id
    inner join scope_rollups
        on
            coalesce(load_scopes.scope, 'programme') = scope_rollups.row_scope
            and (
                loads.provenance <> 'illustrative'
                or scope_rollups.includes_illustrative
            )
),

final as (
    select
        figures.metric,
        figures.scope,
        loads.load_id,
        loads.sha256,
        loads.rows_in,
        loads.rows_quarantined,
        loads.rows_waiting,
        loads.rows_changed,
        loads.rows_traced
    from figures
    inner join metric_sources on figures.metric = metric_sources.metric
    inner join counted
        on
            metric_sources.model = counted.dataset
            and figures.scope = counted.scope
    inner join loads on counted.load_id = loads.load_id
)

select * from final
