{# Rows of a fact that say something of a thing, with the place where each stands. #}
{% macro evidence_rows(
    kind, key, fact, load_id='load_id', source_row='source_row', block_ids='null'
) %}
    select
        '{{ kind }}' as evidence_kind,
        {{ key }} as thing_id,
        '{{ fact }}' as fact,
        source_id,
        cast({{ load_id }} as string) as load_of_row,
        cast({{ source_row }} as bigint) as row_number,
        cast({{ block_ids }} as string) as blocks
    from {{ ref(fact) }}
{% endmacro %}
