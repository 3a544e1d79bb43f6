with

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

final as (
    select
        scope_rollups.figure_scope,
        scope_rollups.row_scope,
        scope_rollups.includes_illustrative
    from scope_rollups
    inner join scopes on scope_rollups.figure_scope = scopes.scope
    inner join scopes as row_scopes on scope_rollups.row_scope = row_scopes.scope
)

select * from final
