with

figures as (
    select * from {{ ref('int_quality__figures') }}
),

methods as (
    select * from {{ ref('mart_reference_sheet') }}
    where field = 'method'
),

comparisons as (
    select * from {{ ref('int_quality__comparisons') }}
),

measured as (
    select
        figures.metric,
        figures.scope,
        'method_missing' as check_code,
        true as is_applicable,
        case when methods.state = 'value' then 0 else 1 end as value,
        cast(null as bigint) as cases_count,
        cast(null as bigint) as checked_count
    from figures
    left join methods
        on figures.metric = methods.metric and figures.scope = methods.scope
    union all
    select
        figures.metric,
        figures.scope,
        'published_differences' as check_code,
        comparisons.metric is not null as is_applicable,
        comparisons.different_count as value,
        comparisons.different_count as cases_count,
        comparisons.compared_count as checked_count
    from figures
    left join comparisons
        on
            figures.metric = comparisons.metric
            and figures.scope = comparisons.scope
)

select * from measured
