with

people as (
    select * from {{ ref('fct_attendance') }}
),

head_counts as (
    select * from {{ ref('fct_head_count') }}
),

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

provenance_ranks as (
    select * from {{ ref('provenance_ranks') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

base_cities as (
    select distinct
        scope,
        municipality_id
    from {{ ref('dim_project') }}
),

attendances as (
    select
        attendance_id,
        event_id,
        scope,
        participant_key,
        sex,
        age_band,
        participant_category_code,
        organisation_type,
        municipality_id,
        contact_hours,
        is_completed,
        attended_date,
        provenance,
        cast(1 as bigint) as attendance_count
    from people
    union all
    select
        head_count_id as attendance_id,
        event_id,
        scope,
        cast(null as string) as participant_key,
        sex,
        'not_reported' as age_band,
        'not_reported' as participant_category_code,
        'not_reported' as organisation_type,
        cast(null as string) as municipality_id,
        cast(null as double) as contact_hours,
        cast(null as boolean) as is_completed,
        attended_date,
        provenance,
        attendance_count
    from head_counts
),

scoped as (
    select
        scope_rollups.figure_scope as scope,
        attendances.attendance_id,
        attendances.event_id,
        attendances.attendance_count,
        attendances.participant_key,
        attendances.sex,
        attendances.age_band,
        attendances.participant_category_code as participant_category,
        attendances.organisation_type,
        attendances.contact_hours,
        attendances.is_completed,
        attendances.attended_date,
        cast({{ dbt.date_trunc('month', 'attendances.attended_date') }} as date)
            as attended_month,
        provenance_ranks.provenance_rank,
        coalesce(attendances.municipality_id, 'not_reported') as municipality,
        coalesce(municipalities.region_code, 'not_reported') as region,
        coalesce(municipalities.federal_district_code, 'not_reported')
            as federal_district,
        case
            when attendances.municipality_id is null then 'not_reported'
            when base_cities.municipality_id is not null then 'base'
            else 'other'
        end as city_role
    from attendances
    inner join scope_rollups
        on attendances.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on attendances.provenance = provenance_ranks.provenance
    left join municipalities
        on attendances.municipality_id = municipalities.municipality_id
    left join base_cities
        on
            attendances.municipality_id = base_cities.municipality_id
            and attendances.scope = base_cities.scope
    where
        scope_rollups.includes_illustrative
        or attendances.provenance <> 'illustrative'
)

select * from scoped
