{{ latest_rows('stg_registers__city_projects', ['scope', 'project_id']) }}
