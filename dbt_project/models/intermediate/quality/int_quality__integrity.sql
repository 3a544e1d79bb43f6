with

figures as (
    select * from {{ ref('int_quality__figures') }}
),

loads as (
    select * from {{ ref('int_quality__loads_behind') }}
),

pages as (
    select * from {{ ref('dim_source') }}
    where kind = 'published_page'
),

files as (
    select
        metric,
        scope,
        sha256
    from loads
    union all
    select
        figures.metric,
        figures.scope,
        pages.sha256
    from figures
    cross join pages
    where figures.is_published
),

files_counted as (
    select
        metric,
        scope,
        count(*) as files_count,
        count(case when sha256 is null then 1 end) as unhashed_count
    from files
    group by metric, scope
),

rows_counted as (
    select
        metric,
        scope,
        sum(rows_in) as rows_in,
        sum(rows_waiting) as rows_waiting,
        sum(rows_changed) as rows_changed,
        sum(
            case
                when rows_traced < rows_changed then rows_changed - rows_traced
                else 0
            end
        ) as rows_untraced
    from loads
    group by metric, scope
),

measured as (
    select
        figures.metric,
        figures.scope,
        'files_without_hash' as check_code,
        files_counted.metric is not null as is_applicable,
        files_counted.unhashed_count as value,
        files_counted.unhashed_count as cases_count,
        files_counted.files_count as checked_count
    from figures
    left join files_counted
        on figures.metric = files_counted.metric and figures.scope = files_counted.scope
    union all
    select
        figures.metric,
        figures.scope,
        'rows_waiting' as check_code,
        rows_counted.metric is not null as is_applicable,
        rows_counted.rows_waiting as value,
        rows_counted.rows_waiting as cases_count,
        rows_counted.rows_in as checked_count
    from figures
    left join rows_counted
        on figures.metric = rows_counted.metric and figures.scope = rows_counted.scope
    union all
    select
        figures.metric,
        figures.scope,
        'corrections_untraced' as check_code,
        coalesce(rows_counted.rows_changed > 0, false) as is_applicable,
        rows_counted.rows_untraced as value,
        rows_counted.rows_untraced as cases_count,
        rows_counted.rows_changed as checked_count
    from figures
    left join rows_counted
        on figures.metric = rows_counted.metric and figures.scope = rows_counted.scope
)

select * from measured
