with

reporting_calendar as (
    select * from {{ ref('int_registers__reporting_calendar_latest') }}
),

submissions as (
    select * from {{ ref('int_registers__submissions_latest') }}
),

scopes as (
    select * from {{ ref('int_scopes__dated') }}
),

-- a report may be submitted that no calendar expected
matched as (
    select
        coalesce(reporting_calendar.scope, submissions.scope) as scope,
        coalesce(reporting_calendar.grain, submissions.grain) as grain,
        coalesce(reporting_calendar.period, submissions.period) as period,
        reporting_calendar.report_en,
        reporting_calendar.report_ru,
        reporting_calendar.due_date,
        submissions.submitted_date,
        submissions.approved_by_role,
        submissions.release_id,
        coalesce(reporting_calendar.provenance, submissions.provenance) as provenance,
        coalesce(reporting_calendar.source_id, submissions.source_id) as source_id,
        coalesce(reporting_calendar.load_id, submissions.load_id) as load_id,
        submissions.source_id as submission_source_id
    from reporting_calendar
    full outer join submissions
        on
            reporting_calendar.scope = submissions.scope
            and reporting_calendar.grain = submissions.grain
            and reporting_calendar.period = submissions.period
),

judged as (
    select
        matched.*,
        scopes.as_of_date,
        case
            when matched.submitted_date <= scopes.as_of_date then 'submitted'
            when matched.due_date < scopes.as_of_date then 'overdue'
            else 'open'
        end as reporting_state
    from matched
    left join scopes on matched.scope = scopes.scope
),

final as (
    select
        scope || ':' || grain || ':' || cast(period as varchar(10))
            as reporting_period_id,
        scope,
        grain,
        period,
        report_en,
        coalesce(report_ru, report_en) as report_ru,
        due_date,
        submitted_date,
        approved_by_role,
        release_id,
        reporting_state,
        case
            when reporting_state = 'overdue' or submitted_date > due_date
                then cast(
                    {{ dbt.datediff(
                        'due_date',
                        "case when reporting_state = 'overdue' then as_of_date "
                        ~ "else submitted_date end",
                        'day',
                    ) }} as bigint
                )
        end as days_late,
        provenance,
        source_id,
        load_id,
        submission_source_id
    from judged
)

select * from final
