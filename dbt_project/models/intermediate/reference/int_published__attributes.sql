{{ config(access='protected') }}
-- The attributes that published_attributes may speak of, one a row, as text. Categories
-- are a seed's alone.
{%- set entities = [
    ('municipality', 'dim_municipality', 'municipality_id', [
        'region_code', 'region_name_en', 'federal_district_code', 'is_base_city',
    ]),
    ('place', 'mart_map_place', 'place_id', [
        'projects_count', 'trainings_count', 'training_days',
    ]),
    ('training', 'fct_training_event', 'event_id', [
        'scope', 'provenance', 'event_kind', 'status', 'start_date', 'end_date',
        'planned_year', 'municipality_id', 'training_days', 'topic_state',
        'presentational_state', 'rating_state', 'is_three_days_or_more',
        'fiscal_year', 'fiscal_quarter',
    ]),
    ('project', 'dim_project', 'project_id', [
        'municipality_id', 'kind', 'field', 'status', 'start_date', 'start_precision',
    ]),
    ('milestone', 'fct_project_milestone', 'milestone_id', [
        'municipality_id', 'milestone_state', 'actual_date', 'actual_precision',
    ]),
    ('organisation', 'dim_organisation', 'organisation_id', ['role']),
    ('scope', 'dim_scope', 'scope', [
        'start_year', 'end_year', 'as_of_date', 'event_kind',
    ]),
    ('participant_category', 'dim_participant_category', 'participant_category_code', [
        'is_programme_category',
    ]),
    ('pipeline_stage', 'mart_pipeline_stage', "scope || ':' || pipeline || ':' || stage", [
        'state', 'items_count',
    ]),
] %}
{%- set origins = {'participant_category': "'reported'"} %}
with

unpivoted as (
    {% for entity, model, id, attributes in entities %}
        {%- set outer_loop = loop -%}
        {% for attribute in attributes -%}
            select
                '{{ entity }}' as entity,
                {{ id }} as entity_id,
                '{{ attribute }}' as attribute,
                cast({{ attribute }} as string) as value,
                {{ origins.get(entity, 'provenance') }} as provenance
            from {{ ref(model) }}
            {% if not (loop.last and outer_loop.last) %}union all{% endif %}
        {% endfor %}
    {% endfor %}
)

select * from unpivoted
