with

figures as (
    select * from {{ ref('int_quality__figures') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

metric_slots as (
    select * from {{ source('landed', 'metric_slots') }}
),

answers as (
    select * from {{ ref('int_quality__answers_by_register') }}
),

metric_values as (
    select * from {{ ref('mart_metric_value') }}
    where dimension = 'total'
),

parts as (
    select * from {{ ref('int_quality__parts_not_reported') }}
),

people_metrics as (
    select
        metric_slots.metric,
        metric_slots.scope,
        min(metric_values.identity_coverage_pct) as identity_coverage_pct
    from metric_slots
    left join metric_values
        on
            metric_slots.metric = metric_values.metric
            and metric_slots.scope = metric_values.scope
            and metric_slots.grain = metric_values.grain
    where metric_slots.needs_identity
    group by metric_slots.metric, metric_slots.scope
),

measured as (
    select
        figures.metric,
        figures.scope,
        'response_rate' as check_code,
        coalesce(answers.asked_count > 0, false) as is_applicable,
        100.0 * answers.answered_count / nullif(answers.asked_count, 0) as value,
        answers.answered_count as cases_count,
        answers.asked_count as checked_count,
        cast(null as string) as dimension
    from figures
    left join indicators on figures.metric = indicators.metric
    left join answers
        on
            indicators.dataset = answers.dataset
            and figures.scope = answers.scope
    union all
    select
        figures.metric,
        figures.scope,
        'identity_coverage' as check_code,
        people_metrics.identity_coverage_pct is not null as is_applicable,
        people_metrics.identity_coverage_pct as value,
        null as cases_count,
        null as checked_count,
        null as dimension
    from figures
    left join people_metrics
        on
            figures.metric = people_metrics.metric
            and figures.scope = people_metrics.scope
    union all
    select
        figures.metric,
        figures.scope,
        'not_reported_share' as check_code,
        parts.metric is not null as is_applicable,
        100.0 * parts.not_reported_value / parts.total_value as value,
        parts.not_reported_value as cases_count,
        parts.total_value as checked_count,
        parts.dimension
    from figures
    left join parts
        on figures.metric = parts.metric and figures.scope = parts.scope
)

select * from measured
