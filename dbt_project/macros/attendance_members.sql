{#- What an attendance is split by: the members of which each is known with it. -#}
{% macro attendance_members() -%}
    {{ return([
        'participant_category', 'sex', 'age_band', 'organisation_type', 'municipality',
        'region', 'federal_district', 'city_role',
    ]) }}
{%- endmacro %}
