-- One row per scope of a figure and scope of rows that it counts, with the years of the
-- figure's scope.
create temp view figures as
select
    rollups.figure_scope,
    rollups.row_scope,
    rollups.includes_illustrative,
    scopes.as_of_date,
    make_date(scopes.start_year, 1, 1) as first_day,
    make_date(scopes.end_year, 12, 31) as last_day
from marts.dim_scope_rollup as rollups
inner join marts.dim_scope as scopes on rollups.figure_scope = scopes.scope;
