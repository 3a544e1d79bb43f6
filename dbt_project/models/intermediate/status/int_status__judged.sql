with

compared as (
    select * from {{ ref('int_status__compared') }}
),

periods as (
    select * from {{ ref('int_status__periods_closed') }}
),

thresholds as (
    select * from {{ ref('int_status__thresholds') }}
),

-- Shares are compared in percentage points, other figures in their own unit.
sized as (
    select
        compared.*,
        periods.period_end_date,
        periods.is_closed,
        periods.phase,
        case
            when compared.data_type = 'share' then 100 * abs(compared.deviation)
            else abs(compared.deviation)
        end as deviation_points
    from compared
    inner join periods
        on
            compared.scope = periods.scope
            and compared.grain = periods.grain
            and compared.period = periods.period
),

judged as (
    select
        sized.*,
        case
            when sized.direction = 'none' then 'not_judged'
            when sized.target is null then 'no_target'
            when not sized.is_closed then 'period_open'
            when sized.actual is null then 'no_actual'
            else coalesce(thresholds.status, 'not_judged')
        end as status,
        coalesce(
            sized.is_closed
            and sized.direction <> 'none'
            and case
                when sized.deviation_is_points
                    then sized.deviation_points > sized.deviation_threshold
                when sized.target = 0 then sized.deviation <> 0
                else abs(sized.deviation_pct) > sized.deviation_threshold
            end
            and (sized.data_type <> 'integer' or abs(sized.deviation) >= 1),
            false
        ) as is_deviation
    from sized
    left join thresholds
        on
            sized.phase = thresholds.phase
            and (
                thresholds.min_percent_met_pct is null
                or sized.percent_met_pct >= thresholds.min_percent_met_pct
            )
            and (
                thresholds.below_percent_met_pct is null
                or sized.percent_met_pct < thresholds.below_percent_met_pct
            )
            and sized.percent_met_pct is not null
)

select * from judged
