-- What happened on a day, in every scope and period of a figure that it belongs to. A
-- period that begins after the as-of date is not yet due. The whole programme has
-- whatever there is, dates beside its years included.
create or replace temp table placed as
with

grains as (
    select unnest($grains) as grain
),

placed as (
    select
        figures.figure_scope as scope,
        grains.grain,
        case
            when grains.grain = 'programme' then figures.first_day
            else period_of(grains.grain, counted.counted_date)
        end as period,
        figures.first_day,
        least(figures.last_day, figures.as_of_date) as last_day,
        counted.* exclude (scope)
    from counted
    inner join figures
        on
            counted.scope = figures.row_scope
            and (figures.includes_illustrative or counted.provenance <> 'illustrative')
    cross join grains
    where figures.figure_scope in $scopes
)

select * from placed
where
    grain = 'programme'
    or period between period_of(grain, first_day) and last_day;
