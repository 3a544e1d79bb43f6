-- Participants as published, for the very period that was published.
with

counted as (
    select
        scope,
        grain,
        period,
        value
    from marts.fct_published_figure
    where metric = 'participants_published'
)

select sum(value) as value
from counted
