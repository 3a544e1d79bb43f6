-- Shown whole or not at all: its parts add up to the people reached.
select frequency.*
from internal.marts.mart_participation_frequency as frequency
where not exists (
    select 1
    from internal.marts.mart_participation_frequency as others
    where
        others.scope = frequency.scope
        and others.period = frequency.period
        and others.people_count between 1 and (select smallest_group - 1 from rule)
)
