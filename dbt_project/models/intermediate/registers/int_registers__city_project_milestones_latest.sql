{{ latest_rows('stg_registers__city_project_milestones', ['scope', 'milestone_id']) }}
