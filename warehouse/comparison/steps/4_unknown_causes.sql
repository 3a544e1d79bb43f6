-- A release made before things were kept with their metrics tells nothing of its rows.
create temp table causes as
select
    moved.metric, moved.scope, moved.grain, moved.period,
    moved.dimension, moved.member, moved.measure,
    case
        when changed.cause is not null then changed.cause
        when moved.state_before = 'suppressed' or moved.state_after = 'suppressed'
            then 'changed_suppression'
        when moved.is_as_of_moved then 'as_of_moved'
        when (select bool_or(is_changed) from changed_rules) then 'changed_model'
        when (select bool_or(is_changed) from changed_inputs) then 'changed_rows'
        else 'unexplained'
    end as cause
from moved
left join changed_metrics as changed on moved.metric = changed.metric;
