with

deviations as (
    select * from {{ ref('int_registers__deviations_latest') }}
),

final as (
    select
        deviation_id,
        metric,
        scope,
        grain,
        period,
        narrative_en,
        narrative_ru,
        owner_role,
        action_en,
        action_ru,
        action_due_date,
        action_state,
        provenance,
        source_id,
        load_id,
        source_row
    from deviations
)

select * from final
