select
    results.result_id,
    results.scope,
    results.parent_id,
    results.load_id,
    'what a result belongs to is known in its scope, one level higher' as rule
from {{ ref('dim_result') }} as results
left join {{ ref('dim_result') }} as parents
    on
        results.parent_id = parents.result_id
        and results.scope = parents.scope
where
    (results.level = 'goal' and results.parent_id is not null)
    or (results.parent_id is not null and parents.result_id is null)
    or (results.level = 'intermediate_result' and parents.level = 'indicator')
    or (results.level <> 'goal' and results.parent_id = results.result_id)
