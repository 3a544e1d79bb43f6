-- One row per person, scope of a figure and period in which people count once; members
-- are those of the first attendance in the period.
create temp view people as
with

placed as (
    select
        figures.figure_scope,
        period_of('fiscal_year', attended.counted_date) as fiscal_year,
        figures.first_day,
        attended.*
    from attended
    inner join figures
        on
            attended.scope = figures.row_scope
            and (figures.includes_illustrative or attended.provenance <> 'illustrative')
    where attended.participant_key is not null
),

periods as (
    select
        'fiscal_year' as grain,
        fiscal_year as period,
        placed.*
    from placed
    union all
    select
        'programme' as grain,
        first_day as period,
        placed.*
    from placed
),

people as (
    select
        figure_scope as scope,
        grain,
        period,
        participant_key,
        sum(contact_hours) as contact_hours,
        arg_min(
            struct_pack(
                sex, age_band, participant_category, organisation_type,
                municipality, region, federal_district
            ),
            (counted_date, attendance_id)
        ) as members
    from periods
    group by all
)

select
    people.* exclude (members),
    unnest(members)
from people;
