-- Whether a promise was kept can be said of what was promised for a day that has come.
with

milestones as (
    select * from {{ ref('fct_project_milestone') }}
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

due as (
    select
        scope_rollups.figure_scope as scope,
        milestones.milestone_id,
        milestones.workstream,
        milestones.milestone_state = 'reached_on_time' as is_on_time,
        milestones.planned_date as due_date,
        provenance_ranks.provenance_rank,
        scope_rollups.figure_scope || ':' || milestones.milestone_id
            as scoped_milestone_id,
        coalesce(milestones.municipality_id, 'not_reported') as municipality
    from milestones
    inner join scope_rollups
        on milestones.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on milestones.provenance = provenance_ranks.provenance
    inner join scopes
        on scope_rollups.figure_scope = scopes.scope
    where
        milestones.milestone_state in ('reached_on_time', 'reached_late', 'overdue')
        and milestones.planned_precision = 'day'
        and milestones.planned_date <= scopes.as_of_date
)

select * from due
