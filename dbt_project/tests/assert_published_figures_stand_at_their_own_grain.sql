-- What is published for a calendar year is not published for a fiscal one.
select
    figures.metric,
    figures.scope,
    figures.grain,
    figures.period
from {{ ref('mart_metric_value') }} as figures
inner join {{ source('landed', 'metric_slots') }} as metric_slots
    on
        figures.metric = metric_slots.metric
        and figures.scope = metric_slots.scope
        and figures.grain = metric_slots.grain
left join {{ ref('fct_published_figure') }} as published
    on
        figures.metric = published.metric
        and figures.scope = published.scope
        and figures.grain = published.grain
        and figures.period = published.period
where
    metric_slots.dataset = 'published_figures'
    and figures.metric in (
        select stated.metric
        from {{ ref('fct_published_figure') }} as stated
        where stated.metric is not null
    )
    and figures.value is distinct from published.value
