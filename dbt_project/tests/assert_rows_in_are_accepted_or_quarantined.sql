select
    load_id,
    file as file_name,
    rows_in,
    rows_accepted,
    rows_quarantined,
    rows_erased,
    'rows in = accepted + quarantined + erased' as rule
from {{ source('registers', 'register_loads') }}
where rows_in <> rows_accepted + rows_quarantined + rows_erased
