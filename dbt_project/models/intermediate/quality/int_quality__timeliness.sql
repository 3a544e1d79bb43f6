with

figures as (
    select * from {{ ref('int_quality__figures') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

-- A generated row was recorded when it was generated: that says nothing of delay.
records as (
    select * from {{ ref('int_quality__records_dated') }}
    where provenance <> 'illustrative'
),

scope_rollups as (
    select * from {{ ref('dim_scope_rollup') }}
),

reporting_periods as (
    select * from {{ ref('dim_reporting_period') }}
    where reporting_state in ('open', 'overdue')
),

delays as (
    select
        figures.metric,
        figures.scope,
        median(records.days_to_record) as days_to_record,
        count(*) as records_count
    from figures
    inner join indicators on figures.metric = indicators.metric
    inner join scope_rollups on figures.scope = scope_rollups.figure_scope
    inner join records
        on
            indicators.dataset = records.dataset
            and scope_rollups.row_scope = records.scope
            and figures.metric = coalesce(records.metric, figures.metric)
    where figures.has_figure
    group by figures.metric, figures.scope
),

reports as (
    select
        scope,
        count(*) as expected_count,
        count(case when reporting_state = 'overdue' then 1 end) as overdue_count,
        max(case when reporting_state = 'overdue' then days_late else 0 end)
            as days_overdue
    from reporting_periods
    group by scope
),

measured as (
    select
        figures.metric,
        figures.scope,
        'days_to_record' as check_code,
        figures.has_figure and figures.provenance <> 'illustrative' as is_applicable,
        delays.days_to_record as value,
        cast(null as bigint) as cases_count,
        delays.records_count as checked_count
    from figures
    left join delays
        on figures.metric = delays.metric and figures.scope = delays.scope
    union all
    select
        figures.metric,
        figures.scope,
        'days_overdue' as check_code,
        reports.scope is not null as is_applicable,
        reports.days_overdue as value,
        reports.overdue_count as cases_count,
        reports.expected_count as checked_count
    from figures
    left join reports on figures.scope = reports.scope
)

select * from measured
