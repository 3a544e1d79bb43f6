-- An event beside the programme's years is in no period; it may be a slip of the pen.
with

events as (
    select * from {{ ref('fct_training_event') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

outside as (
    select
        events.scope,
        scopes.start_year,
        scopes.end_year,
        events.provenance
    from events
    inner join scopes on events.scope = scopes.scope
    where
        coalesce(extract(year from events.last_date), events.planned_year)
        not between scopes.start_year and scopes.end_year
),

items as (
    select
        'events_outside_years:' || scope as item_id,
        scope,
        'events_outside_years' as kind,
        start_year || '–' || end_year as subject_en,
        start_year || '–' || end_year as subject_ru,
        count(*) as item_count,
        cast(null as date) as reference_date,
        cast(null as bigint) as days_late,
        {{ weakest_provenance('provenance') }} as provenance
    from outside
    group by scope, start_year, end_year
)

select * from items
