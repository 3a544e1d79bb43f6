with

deviations as (
    select * from {{ source('registers', 'deviations') }}
),

renamed as (
    select
        -- keys
        deviation_id,
        metric,
        scope,
        grain,
        period,
        -- what happened
        narrative_en,
        narrative_ru,
        owner_role,
        -- what is done
        action_en,
        action_ru,
        action_due_date,
        action_state,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from deviations
)

select * from renamed
