with

categories as (
    select * from {{ ref('stg_programme__participant_categories') }}
),

final as (
    select
        participant_category_code,
        name_en,
        name_ru,
        description_en,
        description_ru,
        is_programme_category,
        sort_order,
        block_ids
    from categories
)

select * from final
