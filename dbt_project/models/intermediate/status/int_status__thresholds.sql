with

thresholds as (
    select * from {{ ref('stg_programme__status_thresholds') }}
),

ranged as (
    select
        phase,
        status,
        min_percent_met_pct,
        lead(min_percent_met_pct) over (
            partition by phase
            order by min_percent_met_pct nulls first
        ) as below_percent_met_pct
    from thresholds
)

select * from ranged
