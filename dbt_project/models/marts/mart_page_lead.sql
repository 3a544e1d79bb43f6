with

page_leads as (
    select * from {{ ref('stg_programme__page_leads') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

final as (
    select
        page_leads.page,
        page_leads.scope,
        page_leads.lead_en,
        page_leads.lead_ru
    from page_leads
    inner join scopes on page_leads.scope = scopes.scope
)

select * from final
