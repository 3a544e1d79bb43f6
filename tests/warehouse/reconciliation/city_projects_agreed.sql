-- Works agreed with the cities, one project a work.
with

counted as (
    select
        scope,
        provenance,
        start_date as counted_date,
        kind as project_kind,
        municipality_id as municipality
    from marts.dim_project
)

select count(*) as value
from counted
