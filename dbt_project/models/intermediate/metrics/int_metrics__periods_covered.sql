-- Windows are not merged: between two of them nothing is known, which is not zero.
with

coverage as (
    select * from {{ ref('int_metrics__coverage') }}
),

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

judged as (
    select
        coverage.scope,
        coverage.dataset,
        coverage.is_landed,
        coverage.is_imported,
        periods.grain,
        periods.period,
        -- the whole programme has whatever there is, dates beside its years included
        coalesce(
            coverage.covered_from <= periods.period_end_date
            and coverage.covered_to >= periods.period,
            false
        )
        or (periods.grain = 'programme' and coverage.covered_from is not null)
            as is_covered,
        coalesce(
            coverage.covered_from <= periods.period
            and coverage.covered_to >= periods.period_end_date,
            false
        ) as is_whole
    from coverage
    inner join periods on coverage.scope = periods.scope
),

covered as (
    select
        scope,
        dataset,
        grain,
        period,
        bool_or(is_landed) as is_landed,
        bool_or(is_imported) as has_imports,
        bool_or(is_covered and is_imported) as is_covered_by_imports,
        bool_or(is_covered) as is_covered,
        not bool_or(is_whole) as is_partial
    from judged
    group by scope, dataset, grain, period
)

select * from covered
