-- Every figure of the marts, with what was decided of it. What was published stays,
-- also where what a register says of it is hidden.
create temp table public_rows as
with

figures as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        cast(null as varchar) as dimension_2,
        cast(null as varchar) as member_2,
        value,
        provenance,
        is_partial
    from internal.marts.mart_metric_value
    union all
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        dimension_2,
        member_2,
        value,
        provenance,
        is_partial
    from internal.marts.mart_metric_cell
)

select
    figures.* exclude (value),
    decided_rows.row is not null as is_about_people,
    coalesce(decided_rows.is_count, false) as is_count,
    coalesce(decided_rows.is_shown or decided_rows.is_published, true) as is_shown,
    coalesce(decided_rows.is_shown, true) as is_register_shown,
    coalesce(decided_rows.is_dropped, false) and figures.dimension <> 'total'
        as is_dropped
from figures
left join decided_rows
    on
        figures.metric = decided_rows.metric
        and figures.scope = decided_rows.scope
        and figures.grain = decided_rows.grain
        and figures.period = decided_rows.period
        and figures.dimension = decided_rows.dimension
        and figures.member = decided_rows.member
        and figures.dimension_2 is not distinct from decided_rows.dimension_2
        and figures.member_2 is not distinct from decided_rows.member_2;

create temp table public_events as
select
    event_id,
    role,
    is_shown
from decided_events
where is_shown;
