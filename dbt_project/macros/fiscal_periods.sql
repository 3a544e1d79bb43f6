{# Moved forward by the lead, a fiscal year's dates fall into one calendar year. #}
{% macro fiscal_shifted(date_column) -%}
    cast({{ dbt.dateadd('month', var('fiscal_year_lead_months'), date_column) }} as date)
{%- endmacro %}

{% macro fiscal_year(date_column) -%}
    cast(extract(year from {{ fiscal_shifted(date_column) }}) as integer)
{%- endmacro %}

{% macro fiscal_quarter(date_column) -%}
    cast(extract(quarter from {{ fiscal_shifted(date_column) }}) as integer)
{%- endmacro %}

{% macro fiscal_start(period, date_column) -%}
    cast(
        {{ dbt.dateadd(
            'month',
            '-' ~ var('fiscal_year_lead_months'),
            dbt.date_trunc(period, fiscal_shifted(date_column))
        ) }} as date
    )
{%- endmacro %}
