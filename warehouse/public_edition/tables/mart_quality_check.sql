-- A check of figures on people says how it went; what it counted were people.
select
    checks.* exclude (is_told) replace (
        case when is_told then checks.value end as value,
        case when is_told then cases_count end as cases_count,
        case when is_told then checked_count end as checked_count
    )
from (
    select
        *,
        value_kind = 'days' or metric not in (select metric from people_metrics)
            as is_told
    from internal.marts.mart_quality_check
) as checks
