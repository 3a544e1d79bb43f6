with

categories as (
    select * from {{ ref('participant_categories') }}
),

renamed as (
    select
        -- keys
        participant_category_code,
        sort_order,
        -- names
        name_en,
        name_ru,
        description_en,
        description_ru,
        -- origin
        is_programme_category,
        block_ids
    from categories
)

select * from renamed
