-- Municipalities from which somebody came, each once a period.
with

counted as (
    select
        attended.*,
        case
            when exists (
                select * from marts.dim_project as projects
                where
                    projects.municipality_id = attended.municipality
                    and projects.scope = attended.scope
            ) then 'base'
            else 'other'
        end as city_role
    from attended
    where municipality is not null
)

select count(distinct municipality) as value
from counted
