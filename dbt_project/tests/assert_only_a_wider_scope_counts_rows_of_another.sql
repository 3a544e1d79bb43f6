select
    row_scope,
    figure_scope,
    'a programme or an example counts its own rows only' as rule
from {{ ref('scope_rollups') }}
where row_scope <> figure_scope and figure_scope <> 'institution'
