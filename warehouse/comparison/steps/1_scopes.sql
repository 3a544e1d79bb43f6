-- What an indicator is called now: the later release knows its former names.
create temp macro current_name(name) as coalesce(
    (
        select aliases.metric
        from after.marts.dim_indicator_alias as aliases
        where aliases.alias = name
    ),
    name
);

-- One row per scope: until when each release knows, and when the programme ends.
create temp table scopes as
select
    coalesce(old.scope, new.scope) as scope,
    old.as_of_date as as_of_before,
    new.as_of_date as as_of_after,
    make_date(coalesce(new.end_year, old.end_year), 12, 31) as end_date,
    old.as_of_date is distinct from new.as_of_date as is_as_of_moved
from before.marts.dim_scope as old
full join after.marts.dim_scope as new on old.scope = new.scope;
