-- Practices, each on the day on which it was included in the collection.
with

counted as (
    select
        stages.scope,
        stages.provenance,
        stages.stage_date as counted_date,
        stages.field,
        places.region_code as region
    from marts.fct_best_practice_stage as stages
    left join marts.dim_municipality as places using (municipality_id)
    where stages.stage = 'included'
)

select count(*) as value
from counted
