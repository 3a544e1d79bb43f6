with

headline_cards as (
    select * from {{ ref('stg_programme__headline_cards') }}
),

final as (
    select
        page,
        scope,
        sort_order,
        metric,
        figure_scope,
        grain,
        beside_metrics,
        is_split,
        trend_grain,
        remark_code
    from headline_cards
)

select * from final
