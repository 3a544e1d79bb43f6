with

events as (
    select * from {{ ref('fct_training_event') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

dated_rows as (
    select
        scope,
        'training_events' as dataset,
        provenance,
        coalesce(last_date, planned_year_start_date) as row_date
    from events
    union all
    select
        scope,
        'attendance' as dataset,
        provenance,
        attended_date as row_date
    from {{ ref('fct_attendance') }}
    union all
    select
        scope,
        'attendance' as dataset,
        provenance,
        attended_date as row_date
    from {{ ref('fct_head_count') }}
    union all
    select
        scope,
        'follow_ups' as dataset,
        provenance,
        due_date as row_date
    from {{ ref('fct_follow_up') }}
    {% for dataset, model in {
        'evaluations': 'fct_evaluation_response',
        'learning_tests': 'fct_learning_test',
    }.items() %}
        union all
        select
            answers.scope,
            '{{ dataset }}' as dataset,
            answers.provenance,
            events.last_date as row_date
        from {{ ref(model) }} as answers
        left join events on answers.event_id = events.event_id
    {% endfor %}
),

-- What stands today has no date of its own: a list of it covers the programme so far.
standing_rows as (
    {% for dataset, model in {
        'city_projects': 'dim_project',
        'documents': 'dim_document',
        'city_project_milestones': 'fct_project_milestone',
        'best_practices': 'fct_best_practice_stage',
        'partnerships': 'fct_partnership_stage',
        'indicator_values': 'fct_indicator_value',
    }.items() %}
        select distinct
            scope,
            '{{ dataset }}' as dataset,
            provenance
        from {{ ref(model) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

dates as (
    select
        scope,
        dataset,
        provenance,
        min(row_date) as first_date,
        max(row_date) as last_date
    from dated_rows
    group by scope, dataset, provenance
    union all
    select
        standing_rows.scope,
        standing_rows.dataset,
        standing_rows.provenance,
        make_date(scopes.start_year, 1, 1) as first_date,
        scopes.as_of_date as last_date
    from standing_rows
    inner join scopes on standing_rows.scope = scopes.scope
)

select * from dates
