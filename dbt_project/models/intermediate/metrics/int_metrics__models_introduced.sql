-- A model is introduced when the first of its milestones of introduction is reached.
with

projects as (
    select * from {{ ref('dim_project') }}
    where kind = 'management_model'
),

milestones as (
    select * from {{ ref('fct_project_milestone') }}
    where
        workstream = 'introduction'
        and milestone_state in ('reached', 'reached_on_time', 'reached_late')
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

introduced as (
    select
        milestones.project_id,
        milestones.scope,
        min(milestones.actual_date) as introduced_date,
        min(provenance_ranks.provenance_rank) as provenance_rank
    from milestones
    inner join provenance_ranks
        on milestones.provenance = provenance_ranks.provenance
    group by milestones.project_id, milestones.scope
),

scoped as (
    select
        scope_rollups.figure_scope as scope,
        projects.project_id,
        projects.municipality_id as municipality,
        projects.field,
        introduced.introduced_date,
        scope_rollups.figure_scope || ':' || projects.project_id as scoped_project_id,
        least(introduced.provenance_rank, provenance_ranks.provenance_rank)
            as provenance_rank
    from projects
    inner join introduced
        on
            projects.project_id = introduced.project_id
            and projects.scope = introduced.scope
    inner join scope_rollups
        on projects.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on projects.provenance = provenance_ranks.provenance
    inner join scopes
        on scope_rollups.figure_scope = scopes.scope
    where
        coalesce(introduced.introduced_date, scopes.as_of_date) <= scopes.as_of_date
)

select * from scoped
