-- No row is counted in a scope that what it belongs to is not in.
{% set children = [
    ('fct_attendance', 'event_id', 'fct_training_event'),
    ('fct_evaluation_response', 'event_id', 'fct_training_event'),
    ('fct_learning_test', 'event_id', 'fct_training_event'),
    ('fct_follow_up', 'event_id', 'fct_training_event'),
    ('fct_project_milestone', 'project_id', 'dim_project'),
] %}
{% for child, key, parent in children %}
    select
        children.{{ key }},
        children.scope,
        children.source_id,
        '{{ child }}' as found_in,
        'its {{ key }} is known in the same scope' as rule
    from (
        select distinct
            {{ key }},
            scope,
            source_id
        from {{ ref(child) }}
    ) as children
    left join {{ ref(parent) }} as parents
        on
            children.{{ key }} = parents.{{ key }}
            and children.scope = parents.scope
    where parents.{{ key }} is null
    {% if not loop.last %}union all{% endif %}
{% endfor %}
