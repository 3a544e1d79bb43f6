select
    scope,
    {% if var('as_of_date', none) -%}
    cast('{{ var("as_of_date") }}' as date) as as_of_date,
    {%- else -%}
    as_of_date,
    {%- endif %}
    1 as provenance_rank
from {{ ref('scopes') }}
