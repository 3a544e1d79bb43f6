{# The columns hold something in every row: neither null nor blank text. #}
{% test filled(model, key, columns) %}

    {% for column in columns -%}
select
    {{ key | join(',\n    ') }},
    '{{ column }} is filled' as rule
from {{ model }}
where {{ column }} is null or trim(cast({{ column }} as string)) = ''
{{ "union all" if not loop.last }}
{% endfor %}

{% endtest %}
