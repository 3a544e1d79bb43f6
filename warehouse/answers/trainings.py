"""Trainings and educational events: lists, calendars, and one of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from warehouse.answers.scopes import ROWS_OF_SCOPE
from warehouse.reading import ReleaseFile

ROWS_SHOWN = 200

# An event belongs to its last day; a planned one without dates to its year.
_CHOSEN = f"""
    with dated as (
        select *, coalesce(end_date, start_date) as last_date
        from marts.mart_training
        where scope in ({ROWS_OF_SCOPE})
    ),

    chosen as (
        select *
        from dated
        where
            ($year is null or coalesce(year(last_date), planned_year) = $year)
            and ($month is null or month(last_date) = $month)
            and ($city is null or municipality_id = $city)
            and ($method is null or method = $method)
            and ($status is null or status = $status)
            and (
                $district is null
                or municipality_id in (
                    select municipality_id
                    from marts.dim_municipality
                    where federal_district_code = $district
                )
            )
    )
"""


@dataclass(frozen=True)
class TrainingFilter:
    """A choice of events; None is no choice."""

    scope: str
    year: int | None = None
    month: int | None = None
    city: str | None = None
    district: str | None = None
    method: str | None = None
    status: str | None = None


def fetch_trainings(file: ReleaseFile, chosen: TrainingFilter) -> pl.DataFrame:
    """The first 200 events chosen, the programme's own first, then by date."""
    return file.fetch(
        f"""
        {_CHOSEN}

        select
            chosen.*,
            statuses.name_en as status_name_en, statuses.name_ru as status_name_ru
        from chosen
        left join marts.dim_member as statuses
            on
                statuses.dimension = 'event_status'
                and chosen.status = statuses.member
        order by
            chosen.scope <> 'programme', chosen.last_date nulls last,
            chosen.planned_year, chosen.event_id
        limit {ROWS_SHOWN}
        """,
        _bind(chosen),
    )


def count_trainings(file: ReleaseFile, chosen: TrainingFilter) -> pl.DataFrame:
    """One row: events in all and by kind, days held, and the sum of attendances.

    `not_reported_count` and `not_published_count` are events without an attendance.
    """
    return file.fetch(
        f"""
        {_CHOSEN}

        select
            count(*) as events_count,
            count(*) filter (where status = 'completed') as held_count,
            count(*) filter (where status = 'planned') as planned_count,
            count(*) filter (where scope = 'programme') as programme_count,
            count(*) filter (where provenance = 'illustrative') as illustrative_count,
            count(*) filter (where provenance = 'imported') as imported_count,
            sum(training_days) filter (where status = 'completed') as training_days,
            sum(attendance_count) as attendances_sum,
            count(attendance_count) as attended_count,
            count(*) filter (where attendance_state = 'not_reported')
                as not_reported_count,
            count(*) filter (where attendance_state = 'not_published')
                as not_published_count,
            min(last_date) as first_date,
            max(last_date) as last_date
        from chosen
        """,
        _bind(chosen),
    )


def count_trainings_by_day(file: ReleaseFile, chosen: TrainingFilter) -> pl.DataFrame:
    """One row per last day of an event held: last_date, events_count, provenance."""
    return file.fetch(
        f"""
        {_CHOSEN}

        select
            last_date,
            count(*) as events_count,
            min(provenance) as provenance
        from chosen
        where last_date is not null and status = 'completed'
        group by last_date
        order by last_date
        """,
        _bind(chosen),
    )


def fetch_training_months(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per year and month with an event: year, month (null for no date)."""
    return file.fetch(
        f"""
        select distinct
            coalesce(year(coalesce(end_date, start_date)), planned_year) as year,
            month(coalesce(end_date, start_date)) as month
        from marts.mart_training
        where scope in ({ROWS_OF_SCOPE})
        order by year, month nulls first
        """,
        {"scope": scope},
    )


def fetch_training_codes(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per method and per status that occurs: dimension, member, names."""
    return file.fetch(
        f"""
        with events as (
            select method, status
            from marts.mart_training
            where scope in ({ROWS_OF_SCOPE})
        ),

        codes as (
            select distinct 'method' as dimension, method as member from events
            union all
            select distinct 'event_status' as dimension, status as member from events
        )

        select codes.dimension, codes.member, members.name_en, members.name_ru
        from codes
        inner join marts.dim_member as members
            on
                codes.dimension = members.dimension
                and codes.member = members.member
        order by codes.dimension, members.sort_order
        """,
        {"scope": scope},
    )


def fetch_training_places(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per municipality with an event: its names and federal district."""
    return file.fetch(
        f"""
        select
            municipality_id, name_en, name_ru, federal_district_code,
            federal_district_name_en, federal_district_name_ru
        from marts.dim_municipality
        where municipality_id in (
            select municipality_id
            from marts.mart_training
            where scope in ({ROWS_OF_SCOPE})
        )
        order by name_en
        """,
        {"scope": scope},
    )


def fetch_training(file: ReleaseFile, scope: str, event_id: str) -> pl.DataFrame:
    """The event's row with its host's names, or none where the scope has no such."""
    return file.fetch(
        f"""
        select
            events.*,
            coalesce(hosts.name_en, events.host_organisation) as host_name_en,
            coalesce(hosts.name_ru, events.host_organisation) as host_name_ru,
            statuses.name_en as status_name_en, statuses.name_ru as status_name_ru,
            methods.name_en as method_name_en, methods.name_ru as method_name_ru
        from marts.mart_training as events
        left join marts.dim_member as statuses
            on
                statuses.dimension = 'event_status'
                and events.status = statuses.member
        left join marts.dim_member as methods
            on methods.dimension = 'method' and events.method = methods.member
        left join marts.dim_organisation as hosts
            on events.host_organisation = hosts.organisation_id
        where events.scope in ({ROWS_OF_SCOPE}) and event_id = $event_id
        limit 1
        """,
        {"scope": scope, "event_id": event_id},
    )


def fetch_training_participants(
    file: ReleaseFile, scope: str, event_id: str
) -> pl.DataFrame:
    """One row per dimension and member of an event's attendances, with names."""
    return file.fetch(
        f"""
        select
            cells.dimension, cells.member, cells.attendance_count, cells.provenance,
            members.name_en, members.name_ru, members.sort_order
        from marts.mart_training_participant as cells
        left join marts.dim_member as members
            on
                cells.dimension = members.dimension
                and cells.member = members.member
        where cells.scope in ({ROWS_OF_SCOPE}) and cells.event_id = $event_id
        order by cells.dimension, members.sort_order
        """,
        {"scope": scope, "event_id": event_id},
    )


def fetch_training_ratings(
    file: ReleaseFile, scope: str, event_id: str
) -> pl.DataFrame:
    """One row per question and score of an event, with the question's names."""
    return file.fetch(
        f"""
        select
            ratings.question_code, ratings.score, ratings.answers_count,
            members.name_en, members.name_ru, members.sort_order
        from marts.mart_training_rating as ratings
        left join marts.dim_member as members
            on
                members.dimension = 'question'
                and ratings.question_code = members.member
        where
            ratings.scope in ({ROWS_OF_SCOPE})
            and ratings.event_id = $event_id
        order by members.sort_order, ratings.score
        """,
        {"scope": scope, "event_id": event_id},
    )


def fetch_training_learning(
    file: ReleaseFile, scope: str, event_id: str
) -> pl.DataFrame:
    """One row per participant category with paired tests of an event, with names."""
    return file.fetch(
        f"""
        select learning.*, members.name_en, members.name_ru, members.sort_order
        from marts.mart_training_learning as learning
        left join marts.dim_member as members
            on
                members.dimension = 'participant_category'
                and learning.participant_category_code = members.member
        where
            learning.scope in ({ROWS_OF_SCOPE})
            and learning.event_id = $event_id
        order by members.sort_order nulls first
        """,
        {"scope": scope, "event_id": event_id},
    )


def _bind(chosen: TrainingFilter) -> dict[str, Any]:
    return {
        "scope": chosen.scope,
        "year": chosen.year,
        "month": chosen.month,
        "city": chosen.city,
        "district": chosen.district,
        "method": chosen.method,
        "status": chosen.status,
    }


def read_period(period: str) -> tuple[int | None, int | None]:
    """Year and month of `2008` or `2008-04`; nothing of anything else."""
    try:
        day = date.fromisoformat(f"{period}-01" if "-" in period else f"{period}-01-01")
    except ValueError:
        return None, None
    return day.year, day.month if "-" in period else None
