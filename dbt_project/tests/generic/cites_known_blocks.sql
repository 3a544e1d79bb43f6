{# Every block in the list is a block of the page's text; lists are joined by
   semicolons without spaces. Nothing may be left over. #}
{% test cites_known_blocks(model, column_name) %}

with

lists as (
    select distinct {{ column_name }} as block_list
    from {{ model }}
    where {{ column_name }} is not null
),

blocks as (
    select block_id
    from {{ ref('published_blocks') }}
    where is_content
),

known as (
    select
        lists.block_list,
        sum(length(blocks.block_id) + 1) - 1 as known_length
    from lists
    left join blocks
        on ';' || lists.block_list || ';' like '%;' || blocks.block_id || ';%'
    group by lists.block_list
)

select
    block_list as {{ column_name }},
    'cites blocks of the page only' as rule
from known
where known_length is null or known_length <> length(block_list)

{% endtest %}
