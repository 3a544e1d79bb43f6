-- How many rows a register has of an event is how many people came to it. Where a
-- result on people was reported is told as little as what it is.
select
    sources.* exclude (is_about_people) replace (
        case when is_about_people then null else first_source_row end
            as first_source_row,
        case when is_about_people then null else last_source_row end
            as last_source_row,
        case when is_about_people then null else rows_count end as rows_count
    )
from (
    select
        *,
        fact in (select fact from people_facts) as is_about_people
    from internal.marts.mart_evidence_source
    where
        evidence_kind <> 'indicator_value'
        or split_part(evidence_id, ':', 1) not in (select metric from people_metrics)
) as sources
