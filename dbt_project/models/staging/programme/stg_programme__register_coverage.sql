with

coverage as (
    select * from {{ ref('register_coverage') }}
),

renamed as (
    select
        -- keys
        scope,
        dataset,
        -- window
        covered_from,
        covered_to,
        -- words
        note_en,
        note_ru
    from coverage
)

select * from renamed
