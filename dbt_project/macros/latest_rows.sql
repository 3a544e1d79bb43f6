{# The latest load wins: of rows with the same natural key, the one that was
   loaded last, and within a load the one furthest down the file. #}
{% macro latest_rows(register, natural_key) -%}
with

rows_received as (
    select * from {{ ref(register) }}
),

loads as (
    select
        load_id,
        loaded_at
    from {{ ref('stg_registers__register_loads') }}
),

ranked as (
    select
        rows_received.*,
        row_number() over (
            partition by
                rows_received.{{ natural_key | join(', rows_received.') }}
            order by
                coalesce(loads.loaded_at, timestamp '1900-01-01 00:00:00') desc,
                rows_received.load_id desc,
                rows_received.source_row desc
        ) as recency
    from rows_received
    left join loads on rows_received.load_id = loads.load_id
)

select *
from ranked
where recency = 1
{%- endmacro %}
