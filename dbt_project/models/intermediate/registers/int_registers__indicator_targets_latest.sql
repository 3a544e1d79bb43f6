{{ latest_rows(
    'stg_registers__indicator_targets',
    ['metric', 'scope', 'grain', 'period', 'dimension', 'member'],
) }}
