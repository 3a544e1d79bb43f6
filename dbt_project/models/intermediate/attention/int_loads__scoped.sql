-- Which scopes a load brought rows for.
with

scoped as (
    {% for dataset in [
        'training_events', 'attendance', 'evaluations', 'learning_tests', 'follow_ups',
        'city_projects', 'city_project_milestones', 'best_practices', 'partnerships',
        'indicator_targets', 'deviations', 'organisations', 'municipalities',
        'documents', 'programme', 'indicator_values', 'results', 'reporting_calendar',
        'submissions', 'quality_assessments',
    ] -%}
        select
            load_id,
            scope
        from {{ ref('stg_registers__' ~ dataset) }}
        group by load_id, scope
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select * from scoped
