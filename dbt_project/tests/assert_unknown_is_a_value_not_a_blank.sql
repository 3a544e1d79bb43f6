-- What is not published says so and has no figure; what is published has one state.
select
    figure_id,
    state,
    value,
    'an unknown figure has the state not_published and no value' as rule
from {{ ref('published_figures') }}
where
    (is_unknown and (state <> 'not_published' or value is not null))
    or (not is_unknown and state <> 'value')
