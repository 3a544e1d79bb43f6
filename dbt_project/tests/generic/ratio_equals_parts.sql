{# A ratio is its numerator over its denominator at every level, so nobody has added or
   averaged ratios on the way. Beside a published figure stands what the register gives. #}
{% test ratio_equals_parts(model, value='value') %}

select *
from {{ model }}
where
    (numerator is null) <> (denominator is null)
    or denominator = 0
    or (denominator is not null and {{ value }} is null)
    or abs({{ value }} - numerator / denominator) > 0.000001

{% endtest %}
