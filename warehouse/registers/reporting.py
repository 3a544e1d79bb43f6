"""What has to be reported when, and what was submitted."""

import dataframely as dy
import polars as pl

from warehouse.registers.columns import code, day, identifier, text
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.performance import GRAINS


class ReportingCalendar(Register):
    """One row per reporting period."""

    grain = code("Period length", "Длина периода", GRAINS, required=True)
    period = day(
        "Period",
        "Период",
        required=True,
        note_en="The first day of the period",
        note_ru="Первый день периода",
    )
    due_date = day("Due date", "Срок представления", required=True)
    report_en = text("Report (English)", "Отчёт (английский)")
    report_ru = text("Report (Russian)", "Отчёт (русский)")

    @dy.rule()
    def due_before_period(cls) -> pl.Expr:  # noqa: N805 (dataframely's form)
        """No report is due before its period has begun."""
        return pl.col("due_date") >= pl.col("period")


class Submissions(Register):
    """One row per period submitted, which closes it."""

    grain = code("Period length", "Длина периода", GRAINS, required=True)
    period = day(
        "Period",
        "Период",
        required=True,
        note_en="The first day of the period",
        note_ru="Первый день периода",
    )
    submitted_date = day("Submitted on", "Дата представления", required=True)
    release_id = identifier(
        "Release",
        "Выпуск данных",
        note_en="The release whose figures were submitted",
        note_ru="Выпуск данных, показатели которого представлены",
    )
    approved_by_role = text("Approved by (role)", "Утвердил (роль)", required=True)
    source_note = text("Note", "Примечание")


REPORTING_CALENDAR = Dataset(
    "reporting_calendar",
    "Reporting calendar",
    "Календарь отчётности",
    ReportingCalendar,
    ("scope", "grain", "period"),
)
SUBMISSIONS = Dataset(
    "submissions",
    "Submitted reports",
    "Представленные отчёты",
    Submissions,
    ("scope", "grain", "period"),
)
