select
    source_id,
    file_name,
    rows_in,
    rows_accepted,
    rows_quarantined,
    'rows in = accepted + quarantined' as rule
from {{ ref('dim_source') }}
where rows_in <> rows_accepted + rows_quarantined
