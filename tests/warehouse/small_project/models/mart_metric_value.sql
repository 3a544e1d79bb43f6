select
    metric,
    scope,
    grain,
    value
from {{ source('landed', 'metric_results') }}
