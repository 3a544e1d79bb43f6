with

status_thresholds as (
    select * from {{ ref('status_thresholds') }}
),

renamed as (
    select
        -- keys
        phase,
        status,
        -- bound
        min_percent_met_pct,
        -- why
        decided_date,
        reason_en,
        reason_ru
    from status_thresholds
)

select * from renamed
