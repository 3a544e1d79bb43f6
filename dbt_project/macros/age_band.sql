{# Bands of members.csv (dimension age_band), from age in whole years. #}
{% macro age_band(age_column) -%}
    case
        when {{ age_column }} is null then 'not_reported'
        when {{ age_column }} < 30 then 'under_30'
        when {{ age_column }} < 40 then '30_39'
        when {{ age_column }} < 50 then '40_49'
        when {{ age_column }} < 60 then '50_59'
        else '60_plus'
    end
{%- endmacro %}
