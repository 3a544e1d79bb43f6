{# A result reported by hand, whichever load says it: a later one corrects it. #}
{% macro result_key() -%}
    metric || ':' || scope || ':' || grain || ':' || cast(period as varchar(10))
    || ':' || dimension || ':' || member
{%- endmacro %}
