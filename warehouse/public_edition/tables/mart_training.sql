-- Of single events only counts of all who came, answered or were tested.
select
    trainings.* replace (
        case when attendances.is_shown then attendance_count end as attendance_count,
        null as women_count,
        null as men_count,
        null as sex_not_reported_count,
        case
            when attendance_count is null or attendances.is_shown then attendance_state
            else 'suppressed'
        end as attendance_state,
        case when ratings.is_shown then responses_count end as responses_count,
        case when ratings.is_shown and attendances.is_shown then response_rate_pct end
            as response_rate_pct,
        case when rating_mean is null then rating_state else 'suppressed' end
            as rating_state,
        null as rating_mean,
        null as recommend_net_score,
        case when pairs.is_shown then pairs_count end as pairs_count,
        case when pairs.is_shown then pre_score_mean end as pre_score_mean,
        case when pairs.is_shown then post_score_mean end as post_score_mean,
        null as follow_ups_asked_count,
        null as follow_ups_answered_count,
        null as follow_ups_applying_count
    )
from internal.marts.mart_training as trainings
left join public_events as attendances
    on
        trainings.event_id = attendances.event_id
        and attendances.role = 'attendance_count'
left join public_events as ratings
    on trainings.event_id = ratings.event_id and ratings.role = 'responses_count'
left join public_events as pairs
    on trainings.event_id = pairs.event_id and pairs.role = 'pairs_count'
