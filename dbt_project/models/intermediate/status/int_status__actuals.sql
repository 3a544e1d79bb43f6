-- What is judged: each indicator of the framework as a whole, and the members that
-- somebody set a target for. Of such a member without rows the split says what it is;
-- without a split no more is known than of the whole.
with

metric_values as (
    select * from {{ ref('mart_metric_value') }}
),

framework as (
    select distinct
        scope,
        metric
    from {{ ref('dim_result') }}
    where metric is not null
),

targets as (
    select * from {{ ref('int_status__targets') }}
    where dimension <> 'total'
),

totals as (
    select metric_values.*
    from metric_values
    inner join framework
        on
            metric_values.metric = framework.metric
            and metric_values.scope = framework.scope
    where metric_values.dimension = 'total'
),

splits as (
    select * from {{ ref('mart_metric_split') }}
    where dimension_2 is null
),

members as (
    select
        targets.metric,
        targets.scope,
        targets.grain,
        targets.period,
        targets.dimension,
        targets.member,
        metric_values.value,
        coalesce(metric_values.provenance, totals.provenance) as provenance,
        coalesce(metric_values.is_partial, totals.is_partial) as is_partial,
        coalesce(
            metric_values.state,
            splits.gap_state,
            case
                when totals.state <> 'value' then totals.state
                when totals.provenance = 'reported' then 'not_published'
                else 'not_reported'
            end
        ) as state
    from targets
    inner join totals
        on
            targets.metric = totals.metric
            and targets.scope = totals.scope
            and targets.grain = totals.grain
            and targets.period = totals.period
    left join metric_values
        on
            targets.metric = metric_values.metric
            and targets.scope = metric_values.scope
            and targets.grain = metric_values.grain
            and targets.period = metric_values.period
            and targets.dimension = metric_values.dimension
            and targets.member = metric_values.member
    left join splits
        on
            targets.metric = splits.metric
            and targets.scope = splits.scope
            and targets.grain = splits.grain
            and targets.period = splits.period
            and targets.dimension = splits.dimension
),

member_rows as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        case when state = 'zero' then 0 else value end as actual,
        state as actual_state,
        provenance,
        is_partial
    from members
),

actuals as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        value as actual,
        state as actual_state,
        provenance,
        is_partial
    from totals
    union all
    select * from member_rows
)

select * from actuals
