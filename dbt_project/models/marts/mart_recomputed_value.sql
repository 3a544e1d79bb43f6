with

earlier as (
    select * from {{ source('landed', 'earlier_recomputed_values') }}
),

values_before as (
    select * from {{ source('landed', 'values_before') }}
),

changes as (
    select distinct
        metric,
        scope,
        changed_date
    from {{ ref('int_definitions__changes_dated') }}
    where is_recomputed
),

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

metric_values as (
    select * from {{ ref('mart_metric_value') }}
),

-- Only periods that had ended at both dates: an open one changes with every row.
closed as (
    select
        values_before.metric,
        values_before.scope,
        values_before.grain,
        values_before.period,
        values_before.dimension,
        values_before.member,
        changes.changed_date,
        values_before.value as value_before,
        values_before.state as state_before,
        metric_values.value,
        coalesce(metric_values.state, 'not_applicable') as state,
        values_before.release_before
    from values_before
    inner join changes
        on
            values_before.metric = changes.metric
            and values_before.scope = changes.scope
    inner join periods
        on
            values_before.scope = periods.scope
            and values_before.grain = periods.grain
            and values_before.period = periods.period
            and values_before.as_of_date >= periods.period_end_date
            and changes.changed_date >= periods.period_end_date
    left join metric_values
        on
            values_before.metric = metric_values.metric
            and values_before.scope = metric_values.scope
            and values_before.grain = metric_values.grain
            and values_before.period = metric_values.period
            and values_before.dimension = metric_values.dimension
            and values_before.member = metric_values.member
),

-- Sums of decimals differ in their last digits with the order of the rows.
recomputed as (
    select * from closed
    where
        (value_before is null) <> (value is null)
        or abs(value_before - value)
        > 0.000000001 * greatest(abs(value_before), abs(value))
),

unioned as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        changed_date,
        value_before,
        state_before,
        value,
        state,
        release_before
    from earlier
    union all
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        changed_date,
        value_before,
        state_before,
        value,
        state,
        release_before
    from recomputed
)

select * from unioned
