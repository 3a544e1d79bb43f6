-- Results on people that somebody reported have their key and note for a name.
select evidence.*
from internal.marts.mart_evidence as evidence
where
    evidence_kind <> 'indicator_value'
    or split_part(evidence_id, ':', 1) not in (select metric from people_metrics)
