-- A real programme's own figures are published ones; illustrative rows belong to the
-- split of the institution's year and to the worked example.
select
    metric_values.metric,
    metric_values.scope,
    metric_values.grain,
    metric_values.period,
    metric_values.dimension,
    metric_values.member,
    metric_values.value,
    metric_values.provenance
from {{ ref('mart_metric_value') }} as metric_values
inner join {{ ref('dim_scope') }} as scopes
    on metric_values.scope = scopes.scope
where
    metric_values.scope = 'programme'
    and metric_values.provenance = 'illustrative'
    and metric_values.value is not null
