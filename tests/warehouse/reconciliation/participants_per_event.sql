-- Published participants over published events of the same period.
with

counted as (
    select
        scope,
        grain,
        period,
        metric,
        value
    from marts.fct_published_figure
    where metric in ('participants_published', 'educational_events_held')
)

select
    sum(value) filter (metric = 'participants_published') as numerator,
    sum(value) filter (metric = 'educational_events_held') as denominator
from counted
