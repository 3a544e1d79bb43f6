-- When what a register counts happened, and when a load first said so. People's rows
-- are judged by their event.
with

loads as (
    select * from {{ ref('stg_registers__register_loads') }}
),

events as (
    select * from {{ ref('fct_training_event') }}
),

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

{% set event_registers = [
    'training_events', 'attendance', 'evaluations', 'learning_tests'
] %}
event_loads as (
    {% for dataset in event_registers -%}
        select distinct
            '{{ dataset }}' as dataset,
            event_id,
            load_id
        from {{ ref('stg_registers__' ~ dataset) }}
        {% if dataset == 'training_events' -%} where status = 'completed' {%- endif %}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

{% set dated_registers = {
    'follow_ups': ['event_id, participant_key', 'answered_date'],
    'city_project_milestones': ['milestone_id', 'actual_date'],
    'best_practices': ['practice_id, stage', 'stage_date'],
    'partnerships': ['partnership_id, stage', 'stage_date'],
    'documents': ['document_id', 'document_date'],
} %}
dated_loads as (
    select
        event_loads.dataset,
        events.scope,
        cast(null as string) as metric,
        event_loads.event_id as record_id,
        events.last_date as happened_date,
        event_loads.load_id
    from event_loads
    inner join events on event_loads.event_id = events.event_id
    {% for dataset, (key, happened_date) in dated_registers.items() -%}
        union all
        select
            '{{ dataset }}' as dataset,
            scope,
            null as metric,
            concat_ws(':', {{ key }}) as record_id,
            {{ happened_date }} as happened_date,
            load_id
        from {{ ref('stg_registers__' ~ dataset) }}
    {% endfor -%}
    union all
    select
        'indicator_values' as dataset,
        reported.scope,
        reported.metric,
        concat_ws(':', reported.grain, reported.period, reported.member) as record_id,
        periods.period_end_date as happened_date,
        reported.load_id
    from {{ ref('stg_registers__indicator_values') }} as reported
    inner join periods
        on
            reported.scope = periods.scope
            and reported.grain = periods.grain
            and reported.period = periods.period
),

first_said as (
    select
        dated_loads.dataset,
        dated_loads.scope,
        dated_loads.metric,
        dated_loads.record_id,
        max(dated_loads.happened_date) as happened_date,
        min(loads.loaded_at) as first_loaded_at,
        {{ weakest_provenance('loads.provenance') }} as provenance
    from dated_loads
    inner join loads on dated_loads.load_id = loads.load_id
    where dated_loads.happened_date is not null
    group by
        dated_loads.dataset, dated_loads.scope, dated_loads.metric,
        dated_loads.record_id
),

final as (
    select
        dataset,
        scope,
        metric,
        provenance,
        {{ dbt.datediff(
            'happened_date', 'cast(first_loaded_at as date)', 'day'
        ) }} as days_to_record
    from first_said
)

select * from final
