-- One row per target or status that is not what it was.
create temp table judged as
select
    metric, scope, grain, period, dimension, member,
    old.target as target_before,
    new.target as target_after,
    old.percent_met_pct as percent_met_before,
    new.percent_met_pct as percent_met_after,
    old.status as status_before,
    new.status as status_after,
    old.target is distinct from new.target as is_target_changed,
    coalesce(new.provenance, old.provenance) as provenance
from (
    select * replace (current_name(metric) as metric)
    from before.marts.mart_indicator_status
) as old
full join after.marts.mart_indicator_status as new
    using (metric, scope, grain, period, dimension, member)
where
    old.target is distinct from new.target
    or old.status is distinct from new.status;
