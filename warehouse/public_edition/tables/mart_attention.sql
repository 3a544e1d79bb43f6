-- How many did not answer, and how many rows of people wait, are small groups. That a
-- result on people asks for a narrative tells how far it is from its target.
select *
from internal.marts.mart_attention
where
    kind not in ('follow_up_overdue', 'quarantined_rows')
    and not (
        kind like '%without_narrative'
        and exists (
            select 1
            from people_metrics
            where item_id like '%:' || people_metrics.metric || ':%'
        )
    )
