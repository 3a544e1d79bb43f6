-- Answers are public; what was written beside them may name the groups behind a figure.
select
    assessments.* exclude (is_about_people) replace (
        case when not is_about_people then comment_en end as comment_en,
        case when not is_about_people then comment_ru end as comment_ru,
        case when not is_about_people then recommendation_en end as recommendation_en,
        case when not is_about_people then recommendation_ru end as recommendation_ru,
        case when not is_about_people then recommendation_due_date end
            as recommendation_due_date,
        case when not is_about_people then recommendation_state end
            as recommendation_state,
        case when not is_about_people then days_late end as days_late,
        case when not is_about_people then progress_en end as progress_en,
        case when not is_about_people then progress_ru end as progress_ru
    )
from (
    select
        *,
        metric in (select metric from people_metrics) as is_about_people
    from internal.marts.fct_quality_assessment
) as assessments
