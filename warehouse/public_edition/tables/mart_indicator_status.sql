-- How far from its target a hidden value is would give it away.
select
    statuses.* exclude (is_told, is_kept, public_status) replace (
        case when is_told then actual end as actual,
        case when is_told then actual_state else 'suppressed' end as actual_state,
        case when is_told then percent_met_pct end as percent_met_pct,
        case when is_told then deviation end as deviation,
        case when is_told then deviation_pct end as deviation_pct,
        case when is_told then status else public_status end as status,
        is_told and is_deviation as is_deviation,
        is_told and asks_narrative as asks_narrative,
        is_told and has_narrative as has_narrative
    )
from (
    select
        judged.*,
        coalesce(figures.is_shown, judged.actual is null) as is_told,
        figures.is_dropped is not true or judged.target is not null as is_kept,
        case
            when judged.status in ('no_target', 'period_open') then judged.status
            else 'not_judged'
        end as public_status
    from internal.marts.mart_indicator_status as judged
    left join public_rows as figures
        on
            judged.metric = figures.metric
            and judged.scope = figures.scope
            and judged.grain = figures.grain
            and judged.period = figures.period
            and judged.dimension = figures.dimension
            and judged.member = figures.member
            and figures.dimension_2 is null
) as statuses
where is_kept
