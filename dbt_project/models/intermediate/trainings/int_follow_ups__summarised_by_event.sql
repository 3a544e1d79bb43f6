with

follow_ups as (
    select * from {{ ref('fct_follow_up') }}
),

summarised as (
    select
        event_id,
        scope,
        count(asked_date) as follow_ups_asked_count,
        count(answered_date) as follow_ups_answered_count,
        count(case when is_applying and answered_date is not null then 1 end)
            as follow_ups_applying_count,
        {{ weakest_provenance('provenance') }} as follow_up_provenance
    from follow_ups
    group by event_id, scope
)

select * from summarised
