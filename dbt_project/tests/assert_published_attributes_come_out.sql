-- What imported rows are part of is no longer as published, and is marked so.
select
    published_attributes.attribute_check_id,
    published_attributes.entity,
    published_attributes.entity_id,
    published_attributes.attribute,
    published_attributes.expected,
    published_attributes.block_ids,
    attributes.value,
    'comes out as published' as rule
from {{ ref('published_attributes') }} as published_attributes
left join {{ ref('int_published__attributes') }} as attributes
    on
        published_attributes.entity = attributes.entity
        and published_attributes.entity_id = attributes.entity_id
        and published_attributes.attribute = attributes.attribute
where
    attributes.entity_id is null
    or (
        coalesce(attributes.value, '') <> coalesce(published_attributes.expected, '')
        and attributes.provenance is distinct from 'imported'
        -- a build judged on another day than the source's
        {%- if var('as_of_date') %}
            and attributes.attribute <> 'as_of_date'
        {%- endif %}
    )
