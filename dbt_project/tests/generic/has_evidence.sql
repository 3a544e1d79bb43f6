{# Every thing pointed at is in mart_evidence. #}
{% test has_evidence(model) %}

select distinct
    pointing.evidence_kind,
    pointing.evidence_id
from {{ model }} as pointing
left join {{ ref('mart_evidence') }} as evidence
    on
        pointing.evidence_kind = evidence.evidence_kind
        and pointing.evidence_id = evidence.evidence_id
where evidence.evidence_id is null

{% endtest %}
