-- Every value that something published is held against: a published total, or what the
-- register adds up to beside it.
with

published_checks as (
    select * from {{ ref('published_checks') }}
),

metric_values as (
    select * from {{ ref('mart_metric_value') }}
),

compared as (
    select
        metric_values.metric,
        metric_values.scope,
        coalesce(metric_values.value <> published_checks.expected, false)
        or coalesce(metric_values.register_value <> metric_values.value, false)
            as is_different
    from metric_values
    left join published_checks
        on
            metric_values.metric = published_checks.metric
            and metric_values.scope = published_checks.scope
            and metric_values.grain = published_checks.grain
            and metric_values.period = published_checks.period
            and metric_values.dimension = published_checks.dimension
            and metric_values.member = published_checks.member
    where
        metric_values.value is not null
        and (
            published_checks.check_id is not null
            or metric_values.register_value is not null
        )
),

summarised as (
    select
        metric,
        scope,
        count(*) as compared_count,
        count(case when is_different then 1 end) as different_count
    from compared
    group by metric, scope
)

select * from summarised
