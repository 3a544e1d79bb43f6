with

events as (
    select * from {{ ref('int_training_events__unioned') }}
),

thresholds as (
    select * from {{ ref('training_thresholds') }}
),

measured as (
    select
        events.*,
        case
            when events.start_date is not null
                then 1 + {{ dbt.datediff(
                    'events.start_date', 'events.end_date', 'day'
                ) }}
        end as training_days,
        -- an academic hour of 45 minutes is three quarters of an hour
        events.hours_recorded * coalesce(events.hour_minutes, 60) / 60
            as contact_hours,
        coalesce(
            events.planned_year,
            case
                when events.status in ('planned', 'potential')
                    then extract(year from events.start_date)
            end
        ) as year_planned
    from events
),

final as (
    select
        measured.event_id,
        measured.scope,
        measured.event_kind,
        measured.title_en,
        measured.title_ru,
        measured.course_id,
        measured.topic_en,
        measured.topic_ru,
        measured.topic_state,
        measured.start_date,
        measured.end_date,
        measured.end_date as last_date,
        measured.status,
        cast(measured.year_planned as integer) as planned_year,
        cast(cast(measured.year_planned as integer) || '-01-01' as date)
            as planned_year_start_date,
        measured.municipality_id,
        measured.country_code,
        measured.venue,
        measured.host_organisation,
        measured.provider,
        measured.method,
        cast(measured.training_days as integer) as training_days,
        cast(measured.contact_hours as double) as contact_hours,
        measured.presentational_pct,
        measured.presentational_state,
        measured.rating_state,
        measured.attendance_state,
        measured.attendance_count_reported,
        measured.women_count_reported,
        measured.men_count_reported,
        coalesce(measured.training_days >= thresholds.min_training_days, false)
            as is_three_days_or_more,
        coalesce(
            measured.training_days >= thresholds.min_training_days
            or measured.contact_hours >= thresholds.min_contact_hours,
            false
        ) as is_reporting_floor_reached,
        {{ fiscal_year('measured.end_date') }} as fiscal_year,
        {{ fiscal_quarter('measured.end_date') }} as fiscal_quarter,
        measured.provenance,
        measured.source_id,
        measured.load_id,
        measured.block_ids,
        measured.source_row
    from measured
    left join thresholds
        on
            measured.end_date >= thresholds.valid_from
            and measured.end_date <= coalesce(thresholds.valid_to, date '9999-12-31')
)

select * from final
