select
    sources.* exclude (is_about_people) replace (
        case when not is_about_people then rows_in end as rows_in,
        case when not is_about_people then rows_accepted end as rows_accepted,
        case when not is_about_people then rows_quarantined end as rows_quarantined
    )
from (
    select
        *,
        coalesce(dataset in (select dataset from people_datasets), false)
            as is_about_people
    from internal.marts.dim_source
) as sources
