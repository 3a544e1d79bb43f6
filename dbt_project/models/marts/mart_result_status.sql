with

statuses as (
    select * from {{ ref('mart_indicator_status') }}
    where dimension = 'total'
),

beneath as (
    select * from {{ ref('int_results__indicators_beneath') }}
),

{% set names = [
    'on_track', 'at_risk', 'off_track', 'met', 'partly_met', 'not_met', 'period_open',
    'no_target', 'no_actual', 'not_judged',
] %}
final as (
    select
        beneath.scope,
        beneath.result_id,
        statuses.grain,
        statuses.period,
        statuses.period_end_date,
        count(*) as indicators_count,
        {% for name in names -%}
            count(case when statuses.status = '{{ name }}' then 1 end)
                as {{ name }}_count,
        {% endfor -%}
        {{ weakest_provenance('statuses.provenance') }} as provenance
    from beneath
    inner join statuses
        on
            beneath.scope = statuses.scope
            and beneath.metric = statuses.metric
    group by
        beneath.scope,
        beneath.result_id,
        statuses.grain,
        statuses.period,
        statuses.period_end_date
)

select * from final
