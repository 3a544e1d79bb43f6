-- A split that is left out for its small groups says so, once for each period.
with

left_out as (
    select distinct
        metric,
        scope,
        grain,
        period,
        dimension,
        dimension_2
    from public_rows
    where is_dropped
)

select splits.*
from internal.marts.mart_metric_split as splits
left join left_out
    on
        splits.metric = left_out.metric
        and splits.scope = left_out.scope
        and splits.grain = left_out.grain
        and splits.period = left_out.period
        and splits.dimension = left_out.dimension
        and splits.dimension_2 is not distinct from left_out.dimension_2
where left_out.metric is null
union all
select distinct
    metric,
    scope,
    grain,
    period,
    dimension,
    dimension_2,
    'suppressed' as gap_state,
    provenance,
    is_partial
from public_rows
where is_dropped and dimension <> 'total'
