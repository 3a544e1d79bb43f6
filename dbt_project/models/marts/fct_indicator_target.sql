with

targets as (
    select * from {{ ref('int_registers__indicator_targets_latest') }}
),

final as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        cast(target_value as double) as target_value,
        cast(baseline_value as double) as baseline_value,
        baseline_date,
        provenance,
        source_id,
        load_id,
        source_row
    from targets
)

select * from final
