-- Partnerships at the end of the period, in the furthest stage reached by then.
with

counted as (
    select
        periods.scope,
        periods.grain,
        periods.period,
        stages.partnership_id,
        stages.is_earlier,
        arg_max(stages.stage, stages.stage_order) as partnership_stage
    from marts.fct_partnership_stage as stages
    inner join figures
        on stages.scope = figures.row_scope
    inner join periods
        on
            figures.figure_scope = periods.scope
            and (
                stages.stage_date <= periods.last_day
                or (stages.stage_date is null and periods.grain = 'programme')
            )
    group by all
)

select count(*) as value
from counted
