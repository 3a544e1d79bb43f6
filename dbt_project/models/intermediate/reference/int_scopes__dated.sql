with

scopes as (
    select * from {{ ref('stg_programme__scopes') }}
),

programmes as (
    select * from {{ ref('int_registers__programme_latest') }}
),

coverage as (
    select
        scope,
        min(covered_from) as covered_from,
        max(covered_to) as covered_to
    from {{ ref('stg_programme__register_coverage') }}
    group by scope
),

dated as (
    select
        scopes.scope,
        coalesce(programmes.start_year, scopes.start_year) as start_year,
        coalesce(programmes.end_year, scopes.end_year) as end_year,
        {% if var('as_of_date') -%}
            cast('{{ var("as_of_date") }}' as date) as as_of_date,
        {%- else -%}
            coalesce(programmes.as_of_date, scopes.as_of_date) as as_of_date,
        {%- endif %}
        coalesce(programmes.register_from, coverage.covered_from) as register_from,
        coalesce(programmes.register_to, coverage.covered_to) as register_to,
        programmes.programme_code,
        programmes.name_en as programme_name_en,
        programmes.name_ru as programme_name_ru,
        programmes.goal_en,
        programmes.goal_ru,
        programmes.funder,
        programmes.source_id,
        programmes.load_id,
        programmes.provenance
    from scopes
    left join programmes on scopes.scope = programmes.scope
    left join coverage on scopes.scope = coverage.scope
)

select * from dated
