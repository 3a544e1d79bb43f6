-- One row per thing behind a figure and fact that says something of it: new, gone,
-- corrected (another load, other rows, another name, day or place) or as it was.
create temp table things as
with
stated as (
    select
        'old' as side, sources.*, evidence.* exclude (evidence_kind, evidence_id),
        origins.provenance as row_provenance
    from before.marts.mart_evidence_source as sources
    inner join before.marts.mart_evidence as evidence
        using (evidence_kind, evidence_id)
    inner join before.marts.dim_source as origins using (source_id)
    union all by name
    select
        'new' as side, sources.*, evidence.* exclude (evidence_kind, evidence_id),
        origins.provenance as row_provenance
    from after.marts.mart_evidence_source as sources
    inner join after.marts.mart_evidence as evidence
        using (evidence_kind, evidence_id)
    inner join after.marts.dim_source as origins using (source_id)
),
worded as (
    select
        *,
        concat_ws(
            '|', source_id, block_ids, rows_count, first_source_row, last_source_row,
            name_en, start_date, end_date, municipality_id
        ) as words
    from stated
),
grouped as (
    select
        evidence_kind, evidence_id, fact,
        string_agg(words, ';' order by words) filter (side = 'old') as old_words,
        string_agg(words, ';' order by words) filter (side = 'new') as new_words,
        coalesce(sum(rows_count) filter (side = 'old'), 0) as old_rows,
        coalesce(sum(rows_count) filter (side = 'new'), 0) as new_rows,
        bool_or(row_provenance = 'illustrative') as is_illustrative,
        bool_and(row_provenance = 'reported') as is_reported
    from worded
    group by evidence_kind, evidence_id, fact
)
select
    evidence_kind, evidence_id, fact, old_rows, new_rows,
    is_illustrative, is_reported,
    case
        when old_words is null then 'new'
        when new_words is null then 'gone'
        when old_words <> new_words then 'corrected'
        else 'same'
    end as change
from grouped;

-- What happened to a thing as far as a metric looks at it.
create temp table metric_things as
with
sources as (
    select metric, model from (
        select * replace (current_name(metric) as metric)
        from before.marts.mart_metric_source
    )
    union
    select metric, model from after.marts.mart_metric_source
)
select
    sources.metric, things.evidence_kind, things.evidence_id,
    case
        when bool_and(things.change = 'new') then 'new'
        when bool_and(things.change = 'gone') then 'gone'
        when bool_or(things.change <> 'same') then 'corrected'
        else 'same'
    end as change
from things
inner join sources on things.fact = sources.model
group by sources.metric, things.evidence_kind, things.evidence_id;

-- One row per thing, day and member whose part of a metric is not what it was, or whose
-- rows were corrected.
create temp table evidence_changes as
with
stated as (
    select 'old' as side, * from (
        select * replace (current_name(metric) as metric)
        from before.marts.mart_metric_evidence
    )
    union all by name
    select 'new' as side, * from after.marts.mart_metric_evidence
),
grouped as (
    select
        metric, scope, grain, evidence_date, dimension, member,
        evidence_kind, evidence_id,
        count(*) filter (side = 'new') - count(*) filter (side = 'old') as more,
        coalesce(sum(value) filter (side = 'new'), 0)
        - coalesce(sum(value) filter (side = 'old'), 0) as more_value,
        coalesce(sum(numerator) filter (side = 'new'), 0)
        - coalesce(sum(numerator) filter (side = 'old'), 0) as more_numerator,
        coalesce(sum(denominator) filter (side = 'new'), 0)
        - coalesce(sum(denominator) filter (side = 'old'), 0) as more_denominator
    from stated
    group by
        metric, scope, grain, evidence_date, dimension, member,
        evidence_kind, evidence_id
)
select grouped.*, coalesce(metric_things.change, 'same') as change
from grouped
left join metric_things using (metric, evidence_kind, evidence_id)
where
    more <> 0
    or abs(more_value) > 1e-9
    or abs(more_numerator) > 1e-9
    or abs(more_denominator) > 1e-9
    or metric_things.change <> 'same';
