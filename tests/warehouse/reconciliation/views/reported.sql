-- One row per result reported by hand, and per additive split what its rows lack of the
-- total, if none of them is the part not reported.
create temp view reported as
with

results as (
    select * from marts.fct_indicator_value
),

splits as (
    select
        metric, scope, grain, period, dimension,
        sum(value) as value,
        sum(people_count) as people_count
    from results
    where dimension <> 'total'
    group by all
    having not bool_or(member = 'not_reported')
),

missing as (
    select
        splits.metric, splits.scope, splits.grain, splits.period, splits.dimension,
        'not_reported' as member,
        totals.value - splits.value as value,
        totals.people_count - splits.people_count as people_count
    from splits
    inner join results as totals
        using (metric, scope, grain, period)
    inner join marts.dim_indicator as indicators
        using (metric)
    where
        totals.dimension = 'total'
        and indicators.rollup_disaggregates = 'sum'
        and totals.value > splits.value
)

select * from results
union all by name
select * from missing;
