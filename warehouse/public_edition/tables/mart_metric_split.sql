-- A split that is left out for its small groups says so, once for each period.
select *
from internal.marts.mart_metric_split
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
