-- Counted anew: a status that is hidden is none that was judged.
with recursive

beneath as (
    select
        scope,
        result_id,
        parent_id,
        metric
    from internal.marts.dim_result
    where metric is not null
    union
    select
        above.scope,
        above.result_id,
        above.parent_id,
        beneath.metric
    from beneath
    inner join internal.marts.dim_result as above
        on beneath.scope = above.scope and beneath.parent_id = above.result_id
),

hidden as (
    select
        beneath.scope,
        beneath.result_id,
        judged.grain,
        judged.period,
        judged.status,
        count(*) as hidden_count
    from internal.marts.mart_indicator_status as judged
    inner join public.marts.mart_indicator_status as shown
        using (metric, scope, grain, period, dimension, member)
    inner join beneath using (metric, scope)
    where judged.dimension = 'total' and judged.status <> shown.status
    group by all
),

by_result as (
    select
        scope,
        result_id,
        grain,
        period,
        sum(hidden_count) as hidden_count,
        map(list(status), list(hidden_count)) as by_status
    from hidden
    group by all
)

select
    results.* replace (
        on_track_count - coalesce(by_status['on_track'], 0) as on_track_count,
        at_risk_count - coalesce(by_status['at_risk'], 0) as at_risk_count,
        off_track_count - coalesce(by_status['off_track'], 0) as off_track_count,
        met_count - coalesce(by_status['met'], 0) as met_count,
        partly_met_count - coalesce(by_status['partly_met'], 0) as partly_met_count,
        not_met_count - coalesce(by_status['not_met'], 0) as not_met_count,
        no_actual_count - coalesce(by_status['no_actual'], 0) as no_actual_count,
        not_judged_count + coalesce(hidden_count, 0) as not_judged_count
    )
from internal.marts.mart_result_status as results
left join by_result using (scope, result_id, grain, period)
