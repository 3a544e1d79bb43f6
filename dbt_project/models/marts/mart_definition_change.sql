with

earlier as (
    select * from {{ source('landed', 'earlier_definition_changes') }}
),

changes as (
    select * from {{ ref('int_definitions__changes_dated') }}
),

recomputed as (
    select distinct
        metric,
        scope,
        changed_date,
        release_before
    from {{ ref('mart_recomputed_value') }}
),

fields as (
    select * from {{ ref('definition_fields') }}
),

judged as (
    select
        changes.metric,
        changes.scope,
        changes.changed_date,
        changes.kind,
        changes.field,
        changes.before_text_en,
        changes.before_text_ru,
        changes.after_text_en,
        changes.after_text_ru,
        changes.is_recomputed,
        changes.kind = 'changed'
        and (
            changes.break_rule = 'always'
            or (changes.break_rule = 'if_changed' and recomputed.metric is not null)
        ) as is_break,
        changes.release_before,
        changes.code_revision
    from changes
    left join recomputed
        on
            changes.metric = recomputed.metric
            and changes.scope = recomputed.scope
            and changes.changed_date = recomputed.changed_date
            and changes.release_before = recomputed.release_before
),

unioned as (
    select
        metric,
        scope,
        changed_date,
        kind,
        field,
        before_text_en,
        before_text_ru,
        after_text_en,
        after_text_ru,
        is_recomputed,
        is_break,
        release_before,
        code_revision
    from earlier
    union all
    select * from judged
),

named as (
    select
        unioned.metric,
        unioned.scope,
        unioned.changed_date,
        unioned.kind,
        unioned.field,
        fields.name_en,
        fields.name_ru,
        unioned.before_text_en,
        unioned.before_text_ru,
        unioned.after_text_en,
        unioned.after_text_ru,
        unioned.is_recomputed,
        unioned.is_break,
        unioned.release_before,
        unioned.code_revision,
        fields.sort_order
    from unioned
    inner join fields on unioned.field = fields.field
)

select * from named
