with

changes as (
    select * from {{ source('landed', 'definition_changes') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

fields as (
    select * from {{ ref('definition_fields') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

dated as (
    select
        changes.metric,
        changes.scope,
        scopes.as_of_date as changed_date,
        changes.kind,
        changes.field,
        changes.before_text_en,
        changes.before_text_ru,
        changes.after_text_en,
        changes.after_text_ru,
        fields.break_rule,
        -- what somebody reported by hand stays as it was reported
        changes.kind = 'changed'
        and fields.break_rule <> 'never'
        and not coalesce(indicators.is_reported_by_hand, true) as is_recomputed,
        changes.release_before,
        changes.code_revision
    from changes
    inner join scopes on changes.scope = scopes.scope
    left join fields on changes.field = fields.field
    left join indicators on changes.metric = indicators.metric
)

select * from dated
