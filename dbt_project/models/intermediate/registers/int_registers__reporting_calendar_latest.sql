{{ latest_rows('stg_registers__reporting_calendar', ['scope', 'grain', 'period']) }}
