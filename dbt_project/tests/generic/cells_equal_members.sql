{# Where the roll-up says that parts add up, the cells of a pair of dimensions make up
   the members of either one. #}
{% test cells_equal_members(model) %}

with

cells as (
    select * from {{ model }}
),

members as (
    select * from {{ ref('mart_metric_value') }}
    where dimension <> 'total'
),

indicators as (
    select * from {{ ref('dim_indicator') }}
    where rollup_disaggregates = 'sum'
),

sides as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        dimension_2 as other_dimension,
        value
    from cells
    union all
    select
        metric,
        scope,
        grain,
        period,
        dimension_2 as dimension,
        member_2 as member,
        dimension as other_dimension,
        value
    from cells
),

sums as (
    select
        sides.metric,
        sides.scope,
        sides.grain,
        sides.period,
        sides.dimension,
        sides.member,
        sides.other_dimension,
        sum(sides.value) as cells_value
    from sides
    inner join indicators
        on sides.metric = indicators.metric
    group by
        sides.metric,
        sides.scope,
        sides.grain,
        sides.period,
        sides.dimension,
        sides.member,
        sides.other_dimension
)

select
    sums.*,
    members.value as member_value
from sums
left join members
    on
        sums.metric = members.metric
        and sums.scope = members.scope
        and sums.grain = members.grain
        and sums.period = members.period
        and sums.dimension = members.dimension
        and sums.member = members.member
where
    members.value is null
    or abs(sums.cells_value - members.value) > 0.000001

{% endtest %}
