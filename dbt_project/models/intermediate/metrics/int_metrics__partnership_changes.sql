-- A partnership stands in a stage from the day it reaches it until the first day of any
-- later one. A stage without a date that no dated one follows is the newest, and counts
-- over the whole programme only.
with

stages_reached as (
    select * from {{ ref('fct_partnership_stage') }}
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
        stages_reached.partnership_id,
        stages_reached.stage as partnership_stage,
        stages_reached.stage_order,
        stages_reached.stage_date,
        cast(stages_reached.is_earlier as varchar(5)) as is_earlier,
        provenance_ranks.provenance_rank
    from stages_reached
    inner join scope_rollups
        on stages_reached.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on stages_reached.provenance = provenance_ranks.provenance
    inner join scopes
        on scope_rollups.figure_scope = scopes.scope
    where coalesce(stages_reached.stage_date, scopes.as_of_date) <= scopes.as_of_date
),

followed as (
    select
        scoped.*,
        min(scoped.stage_date) over (
            partition by scoped.scope, scoped.partnership_id
            order by scoped.stage_order
            rows between 1 following and unbounded following
        ) as left_date,
        max(scoped.stage_order) over (
            partition by scoped.scope, scoped.partnership_id
        ) as newest_order
    from scoped
),

standing as (
    select
        followed.*,
        stage_order = newest_order as is_newest
    from followed
    where
        (stage_date is null and stage_order = newest_order)
        or stage_date < coalesce(left_date, date '9999-12-31')
),

changes as (
    select
        scope,
        partnership_id,
        partnership_stage,
        is_earlier,
        provenance_rank,
        stage_date as changed_date,
        1 as partnership_change
    from standing
    union all
    select
        scope,
        partnership_id,
        partnership_stage,
        is_earlier,
        provenance_rank,
        left_date as changed_date,
        -1 as partnership_change
    from standing
    where not is_newest
),

keyed as (
    select
        changes.*,
        scope || ':' || partnership_id || ':' || partnership_stage || ':'
        || case when partnership_change > 0 then 'reached' else 'left' end
            as partnership_change_id
    from changes
)

select * from keyed
