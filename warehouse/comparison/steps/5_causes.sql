-- One row per figure that moved and cause: those seen behind it, or behind its whole
-- where it is a part that nobody counted, else what differs otherwise. `changed_metrics`
-- says of which metrics the definition, the code or the disclosure class is not what it
-- was, `changed_rules` whether the code between metrics and figures is, `changed_inputs`
-- what other files mean where nothing else is known.
create temp table unseen as
select moved.*, wholes.cause as cause_of_whole
from moved
anti join seen using (metric, scope, grain, period, dimension, member, measure)
left join seen as wholes
    on
        moved.metric = wholes.metric
        and moved.scope = wholes.scope
        and moved.grain = wholes.grain
        and moved.period = wholes.period
        and moved.measure = wholes.measure
        and wholes.dimension = 'total';

create temp table causes as
select * from seen
union all
select
    unseen.metric, unseen.scope, unseen.grain, unseen.period,
    unseen.dimension, unseen.member, unseen.measure,
    case
        when unseen.cause_of_whole is not null then unseen.cause_of_whole
        when changed.cause is not null then changed.cause
        when unseen.state_before = 'suppressed' or unseen.state_after = 'suppressed'
            then 'changed_suppression'
        when unseen.is_as_of_moved and not unseen.is_closed then 'as_of_moved'
        when (select bool_or(is_changed) from changed_rules) then 'changed_model'
        else coalesce((select any_value(cause) from changed_inputs), 'unexplained')
    end as cause
from unseen
left join changed_metrics as changed on unseen.metric = changed.metric;
