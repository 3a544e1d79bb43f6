select
    scope,
    as_of_date,
    1 as provenance_rank
from {{ ref('scopes') }}
