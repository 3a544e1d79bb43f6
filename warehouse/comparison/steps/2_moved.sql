-- One row per figure whose value or state is not what it was. Sums of the same numbers in
-- another order differ by less than a thousand-millionth.
create temp table old_figures as
select
    metric, scope, grain, period, dimension, member,
    'value' as measure, value, state, provenance
from (
    select * replace (current_name(metric) as metric)
    from before.marts.mart_metric_value
)
union all
select
    metric, scope, grain, period, dimension, member,
    'register_value' as measure, register_value as value, 'value' as state,
    register_provenance as provenance
from (
    select * replace (current_name(metric) as metric)
    from before.marts.mart_metric_value
)
where register_value is not null;

create temp table new_figures as
select
    metric, scope, grain, period, dimension, member,
    'value' as measure, value, state, provenance
from after.marts.mart_metric_value
union all
select
    metric, scope, grain, period, dimension, member,
    'register_value' as measure, register_value as value, 'value' as state,
    register_provenance as provenance
from after.marts.mart_metric_value
where register_value is not null;

create temp table moved as
with
joined as (
    select
        metric, scope, grain, period, dimension, member, measure,
        old.value as value_before,
        new.value as value_after,
        coalesce(old.state, 'absent') as state_before,
        coalesce(new.state, 'absent') as state_after,
        coalesce(new.provenance, old.provenance) as provenance
    from old_figures as old
    full join new_figures as new
        using (metric, scope, grain, period, dimension, member, measure)
),
differing as (
    select
        *,
        case grain
            when 'month' then period + interval 1 month
            when 'quarter' then period + interval 3 month
            when 'fiscal_quarter' then period + interval 3 month
            when 'year' then period + interval 1 year
            when 'fiscal_year' then period + interval 1 year
        end as next_period
    from joined
    where
        state_before <> state_after
        or abs(value_before - value_after)
        > 1e-9 * greatest(abs(value_before), abs(value_after))
),
ended as (
    select
        differing.*,
        scopes.is_as_of_moved,
        scopes.as_of_before,
        coalesce(
            least(cast(next_period - interval 1 day as date), scopes.end_date),
            scopes.end_date
        ) as period_end
    from differing
    left join scopes using (scope)
)
select
    * exclude (next_period),
    value_after - value_before as difference,
    coalesce(period_end <= as_of_before, false) and state_before <> 'not_yet_due'
        as is_closed
from ended;
