-- People with an identity, in the period of their first attendance of the fiscal year.
with

attendances as (
    select
        figures.figure_scope,
        attended.*
    from attended
    inner join figures
        on
            attended.scope = figures.row_scope
            and (figures.includes_illustrative or attended.provenance <> 'illustrative')
    where attended.participant_key is not null
),

firsts as (
    select *
    from attendances
    qualify row_number() over (
        partition by
            figure_scope, participant_key, period_of('fiscal_year', counted_date)
        order by counted_date, attendance_id
    ) = 1
),

grains as (
    select unnest(['fiscal_quarter', 'fiscal_year']) as grain
),

counted as (
    select
        firsts.* exclude (scope, figure_scope),
        firsts.figure_scope as scope,
        grains.grain,
        period_of(grains.grain, firsts.counted_date) as period
    from firsts
    cross join grains
)

select
    count(*) as value,
    count(*) as n
from counted
