-- Milestones reached by their planned day among those whose planned day has come.
with

counted as (
    select
        milestones.scope,
        milestones.provenance,
        milestones.planned_date as counted_date,
        milestones.municipality_id as municipality,
        milestones.workstream,
        coalesce(milestones.actual_date <= milestones.planned_date, false) as is_kept
    from marts.fct_project_milestone as milestones
    inner join marts.dim_scope as scopes using (scope)
    where
        milestones.planned_precision = 'day'
        and milestones.planned_date <= scopes.as_of_date
        and (
            milestones.actual_date is not null
            or milestones.planned_date < scopes.as_of_date
        )
)

select
    count(*) filter (is_kept) as numerator,
    count(*) as denominator
from counted
