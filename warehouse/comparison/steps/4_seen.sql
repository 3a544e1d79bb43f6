-- One row per figure that moved and cause that what stands behind it tells of.
create temp table stocks as
select metric from (
    select * replace (current_name(metric) as metric)
    from before.marts.dim_indicator
) where rollup_time = 'latest'
union
select metric from after.marts.dim_indicator where rollup_time = 'latest';

-- Whoever came again counts at an event that nobody touched: of people and places
-- counted once any change of rows may move what another thing adds.
create temp table shared as
select things.metric, bool_or(things.change = 'new') as has_new
from metric_things as things
inner join after.marts.dim_indicator as indicators
    on things.metric = indicators.metric
where indicators.rollup_time = 'distinct' and things.change <> 'same'
group by things.metric;

create temp table traced_splits as
select distinct metric, dimension from (
    select * replace (current_name(metric) as metric)
    from before.marts.mart_metric_evidence
)
union
select distinct metric, dimension from after.marts.mart_metric_evidence;

create temp table checked as
select distinct metric, scope, grain, period, dimension, member
from old_figures
where measure = 'register_value'
union
select distinct metric, scope, grain, period, dimension, member
from new_figures
where measure = 'register_value';

-- Where the parts of a thing are not kept by member, all that happened to the thing
-- counts.
create temp table figures as
select
    moved.*,
    stocks.metric is not null as is_stock,
    traced_splits.metric is not null as is_traced,
    checked.metric is not null as is_published,
    case when traced_splits.metric is null then 'total' else moved.dimension end
        as evidence_dimension,
    case when traced_splits.metric is null then 'total' else moved.member end
        as evidence_member
from moved
left join stocks on moved.metric = stocks.metric
left join traced_splits
    on moved.metric = traced_splits.metric and moved.dimension = traced_splits.dimension
left join checked
    on
        moved.metric = checked.metric
        and moved.scope = checked.scope
        and moved.grain = checked.grain
        and moved.period = checked.period
        and moved.dimension = checked.dimension
        and moved.member = checked.member;

-- What a thing adds to a figure more than before, over all of its days in the period.
create temp table added as
select
    figures.metric, figures.scope, figures.grain, figures.period,
    figures.dimension, figures.member, figures.measure,
    figures.is_closed, figures.is_as_of_moved, changes.change
from figures
inner join evidence_changes as changes
    on
        figures.metric = changes.metric
        and figures.scope = changes.scope
        and figures.evidence_dimension = changes.dimension
        and figures.evidence_member = changes.member
        and (
            (changes.evidence_kind = 'published_figure')
            = (figures.is_published and figures.measure = 'value')
            or not figures.is_published
        )
        and (
            (changes.grain = figures.grain and changes.evidence_date = figures.period)
            or (
                changes.grain is null
                and (
                    figures.grain = 'programme'
                    or (
                        changes.evidence_date <= figures.period_end
                        and (
                            figures.is_stock
                            or changes.evidence_date >= figures.period
                        )
                    )
                )
            )
        )
group by
    figures.metric, figures.scope, figures.grain, figures.period,
    figures.dimension, figures.member, figures.measure,
    figures.is_closed, figures.is_as_of_moved, figures.is_traced,
    changes.change, changes.evidence_kind, changes.evidence_id
having
    not figures.is_traced
    or sum(changes.more) <> 0
    or abs(sum(changes.more_value)) > 1e-9
    or abs(sum(changes.more_numerator)) > 1e-9
    or abs(sum(changes.more_denominator)) > 1e-9;

create temp table seen as
select distinct
    added.metric, added.scope, added.grain, added.period,
    added.dimension, added.member, added.measure,
    case
        when added.change = 'gone' then 'withdrawn_rows'
        when added.change = 'corrected' then 'corrected_rows'
        when added.change = 'same' and changed.cause is not null then changed.cause
        when added.change = 'new' or shared.has_new
            then case when added.is_closed then 'late_data' else 'new_rows' end
        when shared.metric is not null then 'corrected_rows'
        when added.is_as_of_moved and not added.is_closed then 'as_of_moved'
        else 'unexplained'
    end as cause
from added
left join changed_metrics as changed
    on added.metric = changed.metric and changed.cause <> 'changed_suppression'
left join shared on added.metric = shared.metric;
