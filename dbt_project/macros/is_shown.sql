{# Whether an edition shows what a seed holds: only the demo shows illustrative rows. #}
{% macro is_shown(is_illustrative) -%}
    {%- if var('edition') == 'demo' -%} true {%- else -%} not {{ is_illustrative }} {%- endif -%}
{%- endmacro %}
