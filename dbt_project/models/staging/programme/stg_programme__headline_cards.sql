with

headline_cards as (
    select * from {{ ref('headline_cards') }}
),

renamed as (
    select
        -- place
        page,
        scope,
        sort_order,
        -- figure
        metric,
        figure_scope,
        grain,
        -- beside it
        beside_metrics,
        is_split,
        trend_grain,
        remark_code
    from headline_cards
)

select * from renamed
