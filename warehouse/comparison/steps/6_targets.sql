-- One row per target or status that is not what it was, with the causes: another target,
-- and what moved the figure that is judged.
create temp table judged as
with
differing as (
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
        or old.status is distinct from new.status
),
moved_by as (
    select
        metric, scope, grain, period, dimension, member,
        list(distinct cause) as causes
    from causes
    where measure = 'value'
    group by all
),
caused as (
    select
        differing.*,
        list_sort(list_distinct(list_concat(
            if(is_target_changed, ['changed_target'], []),
            coalesce(moved_by.causes, [])
        ))) as known_causes
    from differing
    left join moved_by using (metric, scope, grain, period, dimension, member)
)
select
    caused.* exclude (known_causes),
    case
        when len(known_causes) > 0 then known_causes
        when scopes.is_as_of_moved then ['as_of_moved']
        when (select bool_or(is_changed) from changed_rules) then ['changed_model']
        else ['unexplained']
    end as causes
from caused
left join scopes using (scope);
