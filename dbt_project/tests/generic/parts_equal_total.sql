{# Where the roll-up says that parts add up, the members, the one not reported
   included, make up what the rows give as the whole. #}
{% test parts_equal_total(model) %}

with

metric_values as (
    select * from {{ model }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

totals as (
    select
        metric,
        scope,
        grain,
        period,
        coalesce(register_value, value) as total_value
    from metric_values
    where dimension = 'total' and value is not null
),

parts as (
    select
        metric_values.metric,
        metric_values.scope,
        metric_values.grain,
        metric_values.period,
        metric_values.dimension,
        sum(metric_values.value) as parts_value
    from metric_values
    inner join indicators
        on metric_values.metric = indicators.metric
    where
        metric_values.dimension <> 'total'
        and (
            indicators.rollup_disaggregates = 'sum'
            or (
                indicators.rollup_place = 'sum'
                and metric_values.dimension
                in ('municipality', 'region', 'federal_district')
            )
        )
    group by
        metric_values.metric,
        metric_values.scope,
        metric_values.grain,
        metric_values.period,
        metric_values.dimension
)

select
    parts.*,
    totals.total_value
from parts
left join totals
    on
        parts.metric = totals.metric
        and parts.scope = totals.scope
        and parts.grain = totals.grain
        and parts.period = totals.period
where
    totals.total_value is null
    or abs(parts.parts_value - totals.total_value) > 0.000001

{% endtest %}
