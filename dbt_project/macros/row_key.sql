{# A landed row's own key: its load and row, and where a wide row was taken apart the
   column as well. #}
{% macro row_key(relation) -%}
    {{ relation }}.load_id || ':' || {{ relation }}.source_row
    || coalesce(':' || {{ relation }}.source_column, '')
{%- endmacro %}
