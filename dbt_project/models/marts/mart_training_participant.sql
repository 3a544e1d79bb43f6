with

attendances as (
    select * from {{ ref('int_attendances__shown_by_event') }}
),

head_counts as (
    select * from {{ ref('fct_head_count') }}
),

unasked as (
    select 'age_band' as dimension
    union all
    select 'participant_category' as dimension
    union all
    select 'organisation_type' as dimension
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
),

counted_by_head as (
    select
        event_id,
        scope,
        'sex' as dimension,
        sex as member,
        attendance_count,
        provenance
    from head_counts
    union all
    select
        head_counts.event_id,
        head_counts.scope,
        unasked.dimension,
        'not_reported' as member,
        cast(sum(head_counts.attendance_count) as bigint) as attendance_count,
        {{ weakest_provenance('head_counts.provenance') }} as provenance
    from head_counts
    cross join unasked
    group by head_counts.event_id, head_counts.scope, unasked.dimension
),

final as (
    select * from counted
    union all
    select * from counted_by_head
)

select * from final
