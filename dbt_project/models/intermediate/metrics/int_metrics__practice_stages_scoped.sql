with

stages_reached as (
    select * from {{ ref('fct_best_practice_stage') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

provenance_ranks as (
    select * from {{ ref('provenance_ranks') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

scoped as (
    select
        scope_rollups.figure_scope as scope,
        stages_reached.practice_id,
        stages_reached.stage as practice_stage,
        stages_reached.stage_date as reached_date,
        stages_reached.field,
        provenance_ranks.provenance_rank,
        scope_rollups.figure_scope || ':' || stages_reached.practice_id || ':'
        || stages_reached.stage as scoped_stage_id,
        coalesce(municipalities.region_code, 'not_reported') as region,
        case
            when
                stages_reached.stage = 'applied'
                and stages_reached.applied_by
                <> coalesce(stages_reached.municipality_id, 'not_reported')
                then stages_reached.applied_by
        end as applying_municipality
    from stages_reached
    inner join scope_rollups
        on stages_reached.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on stages_reached.provenance = provenance_ranks.provenance
    inner join scopes
        on scope_rollups.figure_scope = scopes.scope
    left join municipalities
        on stages_reached.municipality_id = municipalities.municipality_id
    where coalesce(stages_reached.stage_date, scopes.as_of_date) <= scopes.as_of_date
)

select * from scoped
