with

attendances as (
    select * from {{ ref('int_attendances__shown_by_event') }}
),

counted as (
    select
        event_id,
        scope,
        case
            when grouping(sex) = 0 then 'sex'
            when grouping(age_band) = 0 then 'age_band'
            when grouping(participant_category_code) = 0 then 'participant_category'
            else 'organisation_type'
        end as dimension,
        coalesce(sex, age_band, participant_category_code, organisation_type)
            as member,
        count(*) as attendance_count,
        {{ weakest_provenance('provenance') }} as provenance
    from attendances
    group by grouping sets (  -- noqa: PRS
        (event_id, scope, sex),
        (event_id, scope, age_band),
        (event_id, scope, participant_category_code),
        (event_id, scope, organisation_type)
    )
)

select * from counted
