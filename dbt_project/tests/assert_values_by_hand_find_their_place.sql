{{ config(severity='warn') }}
select
    metric,
    scope,
    grain,
    period,
    dimension,
    member,
    reported_value,
    load_id,
    source_row,
    fault as rule
from {{ ref('int_metrics__values_by_hand') }}
where fault is not null
