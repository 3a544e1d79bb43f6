select
    loads.* replace (
        case
            when dataset not in (select dataset from people_datasets)
                then rows_accepted
        end as rows_accepted
    )
from internal.marts.mart_indicator_load as loads
