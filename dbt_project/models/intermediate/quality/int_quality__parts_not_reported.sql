-- Of every additive figure the breakdown with the largest part not reported, in its
-- longest and latest period that has a value.
with

metric_values as (
    select * from {{ ref('mart_metric_value') }}
    where state in ('value', 'zero')
),

indicators as (
    select * from {{ ref('dim_indicator') }}
    where rollup_disaggregates = 'sum'
),

{% set grains = [
    'programme', 'fiscal_year', 'year', 'fiscal_quarter', 'quarter', 'month'
] %}
totals as (
    select
        metric_values.*,
        row_number() over (
            partition by metric_values.metric, metric_values.scope
            order by
                case metric_values.grain
                    {% for grain in grains -%}
                        when '{{ grain }}' then {{ loop.index }}
                    {% endfor %}
                end,
                metric_values.period desc
        ) as recency
    from metric_values
    inner join indicators on metric_values.metric = indicators.metric
    where metric_values.dimension = 'total' and metric_values.value > 0
),

parts as (
    select
        totals.metric,
        totals.scope,
        metric_values.dimension,
        totals.value as total_value,
        sum(
            case when metric_values.member = 'not_reported' then metric_values.value end
        ) as not_reported_value
    from totals
    inner join metric_values
        on
            totals.metric = metric_values.metric
            and totals.scope = metric_values.scope
            and totals.grain = metric_values.grain
            and totals.period = metric_values.period
            and metric_values.dimension <> 'total'
    where totals.recency = 1
    group by
        totals.metric, totals.scope, metric_values.dimension, totals.value
),

ranked as (
    select
        metric,
        scope,
        dimension,
        total_value,
        coalesce(not_reported_value, 0) as not_reported_value,
        row_number() over (
            partition by metric, scope
            order by coalesce(not_reported_value, 0) / total_value desc, dimension
        ) as gap_rank
    from parts
)

select * from ranked
where gap_rank = 1
