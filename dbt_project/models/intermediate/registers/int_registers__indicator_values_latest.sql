{{ latest_rows(
    'stg_registers__indicator_values',
    ['metric', 'scope', 'grain', 'period', 'dimension', 'member'],
) }}
