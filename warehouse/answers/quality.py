"""Data quality: automatic checks of figures, assessments by people, rows that wait."""

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_standards(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per indicator and standard: its checks counted by outcome, and the
    gravest outcome among them. Standards are never added up.
    """
    return file.fetch(
        """
        select
            checks.metric,
            any_value(indicators.indicator_code) as indicator_code,
            any_value(indicators.name_en) as name_en,
            any_value(indicators.name_ru) as name_ru,
            checks.standard,
            count(*) filter (outcome = 'passed') as passed_count,
            count(*) filter (outcome = 'failed') as failed_count,
            count(*) filter (outcome = 'unknown') as unknown_count,
            case
                when bool_or(outcome = 'failed') then 'failed'
                when bool_or(outcome = 'unknown') then 'unknown'
                when bool_or(outcome = 'passed') then 'passed'
                else 'not_applicable'
            end as outcome,
            any_value(checks.provenance) as provenance
        from marts.mart_quality_check as checks
        inner join marts.dim_indicator as indicators using (metric)
        where checks.scope = $scope
        group by checks.metric, checks.standard
        order by
            min(indicators.sort_order), checks.metric, min(checks.sort_order)
        """,
        {"scope": scope},
    )


def fetch_checks(file: ReleaseFile, scope: str, metric: str) -> pl.DataFrame:
    """One row per check of an indicator, in the order of the standards."""
    return file.fetch(
        """
        select *
        from marts.mart_quality_check
        where scope = $scope and metric = $metric
        order by sort_order
        """,
        {"scope": scope, "metric": metric},
    )


def fetch_assessments(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per answer of every assessment in a scope, the newest one first."""
    return file.fetch(
        """
        select
            answers.*,
            sources.title_en as source_title_en,
            sources.title_ru as source_title_ru
        from marts.fct_quality_assessment as answers
        left join marts.dim_source as sources using (source_id)
        where answers.scope = $scope
        order by
            answers.assessed_date desc, answers.assessment_id, answers.sort_order
        """,
        {"scope": scope},
    )


def fetch_rows_waiting(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per file with rows in quarantine that nothing has mended."""
    return file.fetch(
        """
        select
            subject_en as file_name,
            item_count,
            provenance
        from marts.mart_attention
        where scope = $scope and kind = 'quarantined_rows'
        order by item_count desc, file_name
        """,
        {"scope": scope},
    )


def fetch_reports(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per report that the calendar still expects, the oldest first."""
    return file.fetch(
        """
        select *
        from marts.dim_reporting_period
        where scope = $scope and reporting_state in ('open', 'overdue')
        order by due_date, reporting_period_id
        """,
        {"scope": scope},
    )
