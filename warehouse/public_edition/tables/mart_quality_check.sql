-- A check of figures on people says how it went; what it counted were people.
select
    checks.* exclude (is_told, is_of_groups) replace (
        case when is_told then checks.value end as value,
        case when is_told then cases_count end as cases_count,
        case when is_told then checked_count end as checked_count,
        case when is_told or not is_of_groups then outcome else 'unknown' end
            as outcome,
        case when is_told or not is_of_groups then dimension end as dimension
    )
from (
    select
        checks.*,
        check_code in ('not_reported_share', 'response_rate') as is_of_groups,
        value_kind = 'days'
        or (
            metric not in (select metric from people_metrics)
            and indicators.dataset not in (select dataset from people_datasets)
        ) as is_told
    from internal.marts.mart_quality_check as checks
    inner join internal.marts.dim_indicator as indicators using (metric)
) as checks
