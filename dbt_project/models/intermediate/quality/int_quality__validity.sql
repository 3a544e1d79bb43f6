with

figures as (
    select * from {{ ref('int_quality__figures') }}
),

metric_sources as (
    select * from {{ source('landed', 'metric_sources') }}
),

test_results as (
    select * from {{ source('landed', 'test_results') }}
),

loads as (
    select * from {{ ref('int_quality__loads_behind') }}
),

tests_of_metrics as (
    select
        metric_sources.metric,
        count(distinct test_results.test) as tests_count,
        count(
            distinct case
                when test_results.status <> 'pass' then test_results.test
            end
        ) as failing_count
    from metric_sources
    inner join test_results on metric_sources.model = test_results.model
    group by metric_sources.metric
),

held_back as (
    select
        metric,
        scope,
        sum(rows_in) as rows_in,
        sum(rows_quarantined) as rows_quarantined
    from loads
    group by metric, scope
),

measured as (
    select
        figures.metric,
        figures.scope,
        'failing_tests' as check_code,
        figures.has_figure as is_applicable,
        tests_of_metrics.failing_count as value,
        tests_of_metrics.failing_count as cases_count,
        tests_of_metrics.tests_count as checked_count
    from figures
    left join tests_of_metrics on figures.metric = tests_of_metrics.metric
    union all
    select
        figures.metric,
        figures.scope,
        'rows_held_back' as check_code,
        coalesce(held_back.rows_in > 0, false) as is_applicable,
        100.0 * held_back.rows_quarantined / nullif(held_back.rows_in, 0) as value,
        held_back.rows_quarantined as cases_count,
        held_back.rows_in as checked_count
    from figures
    left join held_back
        on
            figures.metric = held_back.metric
            and figures.scope = held_back.scope
)

select * from measured
