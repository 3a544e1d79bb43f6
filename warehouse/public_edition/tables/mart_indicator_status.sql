-- How far from its target a hidden value is would give it away.
select
    statuses.* exclude (public_status) replace (
        case when coalesce(rows.is_shown, statuses.actual is null) then actual end as actual,
        case when coalesce(rows.is_shown, statuses.actual is null) then actual_state else 'suppressed' end as actual_state,
        case when coalesce(rows.is_shown, statuses.actual is null) then percent_met_pct end as percent_met_pct,
        case when coalesce(rows.is_shown, statuses.actual is null) then deviation end as deviation,
        case when coalesce(rows.is_shown, statuses.actual is null) then deviation_pct end as deviation_pct,
        case when coalesce(rows.is_shown, statuses.actual is null) then status else public_status end as status,
        is_deviation and coalesce(rows.is_shown, statuses.actual is null) as is_deviation,
        asks_narrative and coalesce(rows.is_shown, statuses.actual is null) as asks_narrative
    )
from (
    select
        *,
        case when status in ('no_target', 'period_open') then status else 'not_judged'
        end as public_status
    from internal.marts.mart_indicator_status
) as statuses
left join (
    select metric, scope, grain, period, dimension, member, is_shown, is_dropped
    from public_rows
    where dimension_2 is null
) as rows
    using (metric, scope, grain, period, dimension, member)
where rows.is_dropped is not true or statuses.target is not null
