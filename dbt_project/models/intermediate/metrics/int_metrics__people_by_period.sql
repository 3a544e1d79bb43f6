with

attendances as (
    select * from {{ ref('int_metrics__attendances_scoped') }}
),

dates as (
    select * from {{ ref('dim_date') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

identified as (
    select
        attendances.*,
        dates.fiscal_year_start_date,
        make_date(scopes.start_year, 1, 1) as programme_start_date,
        cast(attendances.attended_date as varchar(10)) || attendances.attendance_id
            as attendance_order
    from attendances
    inner join dates
        on attendances.attended_date = dates.date_day
    inner join scopes
        on attendances.scope = scopes.scope
    where attendances.participant_key is not null
),

placed_in_periods as (
    select
        'fiscal_year' as grain,
        fiscal_year_start_date as period,
        identified.*
    from identified
    union all
    select
        'programme' as grain,
        programme_start_date as period,
        identified.*
    from identified
),

people as (
    select
        scope,
        grain,
        period,
        participant_key,
        scope || ':' || grain || ':' || cast(period as varchar(10)) || ':'
        || participant_key as person_period_id,
        count(*) as attendance_count,
        sum(contact_hours) as contact_hours,
        min(provenance_rank) as provenance_rank,
        min_by(sex, attendance_order) as sex,
        min_by(age_band, attendance_order) as age_band,
        min_by(participant_category, attendance_order) as participant_category,
        min_by(organisation_type, attendance_order) as organisation_type,
        min_by(municipality, attendance_order) as municipality,
        min_by(region, attendance_order) as region,
        min_by(federal_district, attendance_order) as federal_district
    from placed_in_periods
    group by scope, grain, period, participant_key
)

select * from people
