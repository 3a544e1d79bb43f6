-- Scope, provenance and source of every row are known ones.
{% set models = [
    'dim_scope', 'dim_municipality', 'dim_organisation', 'dim_course', 'dim_project',
    'dim_document', 'fct_published_figure', 'fct_training_event', 'fct_attendance', 'fct_head_count',
    'fct_evaluation_response', 'fct_learning_test', 'fct_follow_up',
    'fct_project_milestone', 'fct_best_practice_stage', 'fct_partnership_stage',
    'fct_indicator_target', 'fct_indicator_value', 'fct_deviation', 'dim_result',
    'dim_reporting_period', 'fct_quality_assessment',
] %}
with

origins as (
    {% for name in models -%}
        select distinct
            '{{ name }}' as found_in,
            scope,
            provenance,
            source_id
        from {{ ref(name) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

sources as (
    select * from {{ ref('dim_source') }}
),

provenances as (
    select * from {{ ref('provenance_ranks') }}
)

select
    origins.found_in,
    origins.scope,
    origins.provenance,
    origins.source_id,
    'scope, provenance and source are known' as rule
from origins
left join scopes on origins.scope = scopes.scope
left join sources on origins.source_id = sources.source_id
left join provenances on origins.provenance = provenances.provenance
where
    scopes.scope is null
    or sources.source_id is null
    or provenances.provenance is null
