-- Cities with at least one project, each once.
with

counted as (
    select
        scope,
        provenance,
        start_date as counted_date,
        municipality_id
    from marts.dim_project
)

select count(distinct municipality_id) as value
from counted
