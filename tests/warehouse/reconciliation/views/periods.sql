-- One row per scope of a figure and period that has begun, with the last day on which
-- something is known of it. The whole programme takes what has no day as well.
create temp view periods as
with

days as (
    select
        dim_scope.*,
        unnest(
            generate_series(
                make_date(start_year, 1, 1),
                least(make_date(end_year, 12, 31), as_of_date),
                interval 1 day
            )
        ) as day
    from marts.dim_scope
),

grains as (
    select unnest(['month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year'])
        as grain
)

select distinct
    scope,
    grain,
    period_of(grain, day) as period,
    least(end_of(grain, period_of(grain, day)), as_of_date) as last_day
from days
cross join grains
union all
select
    scope,
    'programme' as grain,
    make_date(start_year, 1, 1) as period,
    as_of_date as last_day
from marts.dim_scope;
