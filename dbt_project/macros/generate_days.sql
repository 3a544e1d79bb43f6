{# One row per day from the smallest to the largest date of a relation with
   the columns first_day and last_day. Engines differ in how they count days. #}
{% macro generate_days(bounds) -%}
    {{ return(adapter.dispatch('generate_days')(bounds)) }}
{%- endmacro %}

{% macro default__generate_days(bounds) -%}
    select cast(unnest(
        generate_series(bounds.first_day, bounds.last_day, interval 1 day)
    ) as date) as date_day
    from {{ bounds }} as bounds
{%- endmacro %}

{% macro spark__generate_days(bounds) -%}
    select explode(
        sequence(bounds.first_day, bounds.last_day, interval 1 day)
    ) as date_day
    from {{ bounds }} as bounds
{%- endmacro %}
