{# Every code of the column is in the list of its dimension; none at all is no fault. #}
{% test known_member(model, column_name, dimension) %}

with

codes as (
    select distinct {{ column_name }} as code
    from {{ model }}
    where {{ column_name }} is not null
),

members as (
    select member
    from {{ ref('int_members__named') }}
    where dimension = '{{ dimension }}'
)

select
    codes.code as {{ column_name }},
    'not a member of {{ dimension }}' as rule
from codes
left join members on codes.code = members.member
where members.member is null

{% endtest %}
