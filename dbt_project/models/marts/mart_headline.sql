with

headline_cards as (
    select * from {{ ref('stg_programme__headline_cards') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

final as (
    select
        headline_cards.page,
        headline_cards.scope,
        headline_cards.sort_order,
        headline_cards.metric,
        headline_cards.figure_scope,
        headline_cards.grain,
        headline_cards.beside_metrics,
        headline_cards.is_split,
        headline_cards.trend_grain,
        headline_cards.remark_code
    from headline_cards
    inner join scopes on headline_cards.scope = scopes.scope
    inner join scopes as figure_scopes
        on headline_cards.figure_scope = figure_scopes.scope
)

select * from final
