with

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

final as (
    select
        figure_scope,
        row_scope,
        includes_illustrative
    from scope_rollups
)

select * from final
