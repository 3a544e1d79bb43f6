-- Works agreed with the cities, one project a work: those that had begun by the end of
-- the period.
with

counted as (
    select
        periods.scope,
        periods.grain,
        periods.period,
        projects.kind as project_kind,
        projects.municipality_id as municipality
    from marts.dim_project as projects
    inner join figures
        on projects.scope = figures.row_scope
    inner join periods
        on
            figures.figure_scope = periods.scope
            and (
                projects.start_date <= periods.last_day
                or (projects.start_date is null and periods.grain = 'programme')
            )
)

select count(*) as value
from counted
