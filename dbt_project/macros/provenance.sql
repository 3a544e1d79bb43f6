{# Provenance of an aggregate is that of its weakest part:
   illustrative before imported before reported. #}
{% macro weakest_provenance(column) -%}
    case
        when max(case when {{ column }} = 'illustrative' then 1 else 0 end) = 1
            then 'illustrative'
        when max(case when {{ column }} = 'imported' then 1 else 0 end) = 1
            then 'imported'
        when count({{ column }}) > 0 then 'reported'
    end
{%- endmacro %}

{# The same for the parts of one row; a part that is missing says nothing. #}
{% macro weakest_of(columns) -%}
    case
        when 'illustrative' in ({{ columns | join(', ') }}) then 'illustrative'
        when 'imported' in ({{ columns | join(', ') }}) then 'imported'
        else 'reported'
    end
{%- endmacro %}
