-- How many did not answer, and how many rows of people wait, are small groups. That a
-- result on people asks for a narrative tells how far it is from its target; an action
-- or a recommendation is told where its text is.
select items.*
from internal.marts.mart_attention as items
where
    case
        when kind in ('follow_up_overdue', 'quarantined_rows') then false
        when kind like '%without_narrative'
            then split_part(item_id, ':', 3) not in (select metric from people_metrics)
        when kind = 'action_overdue'
            then exists (
                select 1
                from public.marts.fct_deviation
                where item_id = kind || ':' || scope || ':' || deviation_id
            )
        when kind = 'recommendation_overdue'
            then exists (
                select 1
                from public.marts.fct_quality_assessment
                where
                    item_id = kind || ':' || scope || ':' || assessment_id
                    and days_late is not null
            )
        else true
    end
