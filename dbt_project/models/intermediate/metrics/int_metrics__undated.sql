-- What has no day is in no period. A day beside the calendar's years has no fiscal
-- period either, so months, quarters and years tell. Of a stock MetricFlow leaves such
-- rows out; there the whole programme has more than the period that is open.
with

metric_results as (
    select * from {{ source('landed', 'metric_results') }}
    where dimension = 'total'
),

stocks as (
    select metric
    from {{ source('landed', 'metric_definitions') }}
    where rollup_time = 'latest'
),

periods as (
    select * from {{ ref('int_metrics__periods') }}
    where grain <> 'programme' and as_of_date between period and period_end_date
),

without_a_day as (
    select
        metric,
        scope
    from metric_results
    where grain in ('month', 'quarter', 'year') and period is null and value <> 0
),

newest as (
    select
        metric_results.metric,
        metric_results.scope,
        max(metric_results.value) as value
    from metric_results
    inner join periods
        on
            metric_results.scope = periods.scope
            and metric_results.grain = periods.grain
            and metric_results.period = periods.period
    group by metric_results.metric, metric_results.scope
),

stocks_without_a_day as (
    select
        metric_results.metric,
        metric_results.scope
    from metric_results
    inner join stocks
        on metric_results.metric = stocks.metric
    left join newest
        on
            metric_results.metric = newest.metric
            and metric_results.scope = newest.scope
    where
        metric_results.grain = 'programme'
        and metric_results.value <> coalesce(newest.value, 0)
),

undated as (
    select * from without_a_day
    union distinct
    select * from stocks_without_a_day
)

select * from undated
