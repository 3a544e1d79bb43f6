-- One row per participant asked some months after an event, once the question is due.
create temp view asked as
select
    follow_ups.scope,
    follow_ups.provenance,
    follow_ups.due_date as counted_date,
    follow_ups.participant_category_code as participant_category,
    follow_ups.is_applying,
    coalesce(follow_ups.participant_key, follow_ups.follow_up_id) as person
from marts.fct_follow_up as follow_ups
inner join marts.dim_scope as scopes using (scope)
where
    follow_ups.asked_date is not null
    and follow_ups.due_date <= scopes.as_of_date;
