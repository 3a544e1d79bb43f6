-- Management models, each on the day of the first milestone of its introduction.
with

counted as (
    select
        projects.scope,
        projects.provenance,
        projects.municipality_id as municipality,
        projects.field,
        projects.project_id,
        min(milestones.actual_date) as counted_date
    from marts.dim_project as projects
    inner join marts.fct_project_milestone as milestones
        on projects.project_id = milestones.project_id
    where
        projects.kind = 'management_model'
        and milestones.workstream = 'introduction'
        and milestones.milestone_state like 'reached%'
    group by all
)

select count(*) as value
from counted
