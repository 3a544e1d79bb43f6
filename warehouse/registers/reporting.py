"""What has to be reported when, and what was submitted."""

import dataframely as dy
import polars as pl

from warehouse.registers.columns import day, identifier, text
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import grain, period, source_note


class ReportingCalendar(Register):
    """One row per reporting period."""

    grain = grain()
    period = period()
    due_date = day(
        "Due date",
        "Срок представления",
        required=True,
        synonyms=("Due", "Report due", "Deadline", "Срок", "Срок сдачи"),
        example="2026-04-30",
    )
    report_en = text(
        "Report (English)",
        "Отчёт (английский)",
        synonyms=("Report", "Report name", "Отчёт на английском"),
        example="Quarterly report",
    )
    report_ru = text(
        "Report (Russian)",
        "Отчёт (русский)",
        synonyms=("Report in Russian", "Отчёт", "Название отчёта"),
        example="Quarterly report",
        example_ru="Квартальный отчёт",
    )

    @dy.rule()
    def due_before_period(cls) -> pl.Expr:  # noqa: N805 (dataframely's form)
        """No report is due before its period has begun."""
        return pl.col("due_date") >= pl.col("period")


class Submissions(Register):
    """One row per period submitted, which closes it."""

    grain = grain()
    period = period()
    submitted_date = day(
        "Submitted on",
        "Дата представления",
        required=True,
        synonyms=("Submitted", "Submission date", "Дата сдачи", "Представлен"),
        example="2026-04-28",
    )
    release_id = identifier(
        "Release",
        "Выпуск данных",
        synonyms=("Release id", "Data release", "Код выпуска", "Выпуск"),
        example="20260428T090000Z-00000001",
        note_en="The release whose figures were submitted",
        note_ru="Выпуск данных, показатели которого представлены",
    )
    approved_by_role = text(
        "Approved by (role)",
        "Утвердил (роль)",
        required=True,
        dimension="owner_role",
        synonyms=("Approving role", "Approver's role", "Роль утвердившего"),
        example="programme_manager",
        note_en="A role or post, never a person's name",
        note_ru="Роль или должность, но не фамилия",
    )
    source_note = source_note()


REPORTING_CALENDAR = Dataset(
    "reporting_calendar",
    "Reporting calendar",
    "Календарь отчётности",
    ReportingCalendar,
    ("scope", "grain", "period"),
    row_en="One row per reporting period",
    row_ru="Одна строка – один отчётный период",
)
SUBMISSIONS = Dataset(
    "submissions",
    "Submitted reports",
    "Представленные отчёты",
    Submissions,
    ("scope", "grain", "period"),
    row_en="One row per period submitted, which closes it",
    row_ru="Одна строка – один представленный и тем самым закрытый период",
)
