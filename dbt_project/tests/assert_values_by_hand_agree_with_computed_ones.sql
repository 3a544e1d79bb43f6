-- What is computed or published is the value; a difference is for somebody to look at.
-- Shares and means are written rounded: one per cent of them is no difference.
{{ config(severity='warn') }}
select
    by_hand.metric,
    by_hand.scope,
    by_hand.grain,
    by_hand.period,
    by_hand.dimension,
    by_hand.member,
    by_hand.reported_value,
    metric_values.value,
    by_hand.load_id,
    by_hand.source_row
from {{ ref('int_metrics__values_by_hand') }} as by_hand
inner join {{ ref('mart_metric_value') }} as metric_values
    on
        by_hand.metric = metric_values.metric
        and by_hand.scope = metric_values.scope
        and by_hand.grain = metric_values.grain
        and by_hand.period = metric_values.period
        and by_hand.dimension = metric_values.dimension
        and by_hand.member = metric_values.member
where
    abs(by_hand.reported_value - metric_values.value)
    > case
        when metric_values.denominator is null then 0.000001
        else 0.01 * abs(metric_values.value)
    end
