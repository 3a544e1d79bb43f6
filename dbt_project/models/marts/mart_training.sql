with

events as (
    select * from {{ ref('fct_training_event') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

organisations as (
    select * from {{ ref('dim_organisation') }}
),

attendances as (
    select * from {{ ref('int_attendances__counted_by_event') }}
),

head_counts as (
    select * from {{ ref('int_head_counts__reported') }}
),

evaluations as (
    select * from {{ ref('int_evaluations__summarised_by_event') }}
),

learning_tests as (
    select * from {{ ref('int_learning_tests__summarised_by_event') }}
),

follow_ups as (
    select * from {{ ref('int_follow_ups__summarised_by_event') }}
),

kinds as (
    select * from {{ ref('int_members__named') }}
    where dimension = 'event_kind'
),

joined as (
    select
        events.*,
        municipalities.name_en as municipality_name_en,
        municipalities.name_ru as municipality_name_ru,
        municipalities.region_name_en,
        municipalities.region_name_ru,
        coalesce(organisations.name_en, events.host_organisation)
            as host_organisation_name_en,
        coalesce(organisations.name_ru, events.host_organisation)
            as host_organisation_name_ru,
        kinds.name_en || ' ' || events.event_id as numbered_title_en,
        kinds.name_ru || ' ' || events.event_id as numbered_title_ru,
        coalesce(attendances.attendance_count, head_counts.head_count)
            as attendance_count,
        coalesce(attendances.women_count, head_counts.women_count) as women_count,
        coalesce(attendances.men_count, head_counts.men_count) as men_count,
        coalesce(attendances.attendance_provenance, head_counts.provenance)
            as attendance_provenance,
        evaluations.responses_count,
        evaluations.rating_mean,
        evaluations.recommend_net_score,
        evaluations.rating_provenance,
        learning_tests.pairs_count,
        learning_tests.pre_score_mean,
        learning_tests.post_score_mean,
        learning_tests.learning_provenance,
        follow_ups.follow_ups_asked_count,
        follow_ups.follow_ups_answered_count,
        follow_ups.follow_ups_applying_count,
        follow_ups.follow_up_provenance,
        -- why a detail of an event in a register may be missing
        case
            when events.status = 'cancelled' then 'not_applicable'
            when events.status in ('potential', 'planned') then 'not_yet_due'
            else 'not_reported'
        end as missing_state
    from events
    left join kinds on events.event_kind = kinds.member
    left join municipalities
        on events.municipality_id = municipalities.municipality_id
    left join organisations
        on events.host_organisation = organisations.organisation_id
    left join attendances
        on
            events.event_id = attendances.event_id
            and events.scope = attendances.scope
    left join head_counts on events.event_id = head_counts.event_id
    left join evaluations
        on
            events.event_id = evaluations.event_id
            and events.scope = evaluations.scope
    left join learning_tests
        on
            events.event_id = learning_tests.event_id
            and events.scope = learning_tests.scope
    left join follow_ups
        on
            events.event_id = follow_ups.event_id
            and events.scope = follow_ups.scope
),

final as (
    select
        event_id,
        scope,
        event_kind,
        coalesce(title_en, topic_en, numbered_title_en) as title_en,
        coalesce(title_ru, topic_ru, numbered_title_ru) as title_ru,
        topic_state,
        topic_en,
        topic_ru,
        start_date,
        end_date,
        planned_year,
        status,
        municipality_id,
        municipality_name_en,
        municipality_name_ru,
        region_name_en,
        region_name_ru,
        host_organisation,
        host_organisation_name_en,
        host_organisation_name_ru,
        provider,
        method,
        training_days,
        contact_hours,
        presentational_pct,
        presentational_state,
        attendance_count,
        women_count,
        men_count,
        attendance_count - coalesce(women_count, 0) - coalesce(men_count, 0)
            as sex_not_reported_count,
        case
            when attendance_count is not null then 'value'
            else coalesce(attendance_state, missing_state)
        end as attendance_state,
        case
            when responses_count > 0 then 'value'
            else coalesce(rating_state, missing_state)
        end as rating_state,
        responses_count,
        100.0 * responses_count / nullif(attendance_count, 0) as response_rate_pct,
        rating_mean,
        cast(recommend_net_score as double) as recommend_net_score,
        pairs_count,
        pre_score_mean,
        post_score_mean,
        follow_ups_asked_count,
        follow_ups_answered_count,
        follow_ups_applying_count,
        provenance,
        attendance_provenance,
        rating_provenance,
        learning_provenance,
        follow_up_provenance,
        source_id,
        load_id,
        block_ids
    from joined
)

select * from final
