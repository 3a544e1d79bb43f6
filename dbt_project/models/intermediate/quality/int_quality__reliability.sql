with

figures as (
    select * from {{ ref('int_quality__figures') }}
),

methods as (
    select * from {{ ref('mart_reference_sheet') }}
    where field = 'method'
),

breaks as (
    select * from {{ ref('mart_definition_change') }}
    where is_break
),

comparisons as (
    select * from {{ ref('int_quality__comparisons') }}
),

definitions as (
    select
        figures.metric,
        figures.scope,
        count(
            distinct case
                when
                    breaks.changed_date
                    > {{ dbt.dateadd('year', -1, 'figures.as_of_date') }}
                    then breaks.changed_date
            end
        ) as recent_count,
        max(breaks.changed_date) as changed_date
    from figures
    left join breaks
        on figures.metric = breaks.metric and figures.scope = breaks.scope
    group by figures.metric, figures.scope
),

measured as (
    select
        figures.metric,
        figures.scope,
        'method_missing' as check_code,
        true as is_applicable,
        case when methods.state = 'value' then 0 else 1 end as value,
        cast(null as bigint) as cases_count,
        cast(null as bigint) as checked_count,
        cast(null as date) as reference_date
    from figures
    left join methods
        on figures.metric = methods.metric and figures.scope = methods.scope
    union all
    select
        metric,
        scope,
        'definition_breaks' as check_code,
        true as is_applicable,
        recent_count as value,
        recent_count as cases_count,
        null as checked_count,
        changed_date as reference_date
    from definitions
    union all
    select
        figures.metric,
        figures.scope,
        'published_differences' as check_code,
        comparisons.metric is not null as is_applicable,
        comparisons.different_count as value,
        comparisons.different_count as cases_count,
        comparisons.compared_count as checked_count,
        null as reference_date
    from figures
    left join comparisons
        on
            figures.metric = comparisons.metric
            and figures.scope = comparisons.scope
)

select * from measured
