"""Trainings and educational events: what was held or is planned, where and when."""

import dataframely as dy
import polars as pl

from warehouse.registers.columns import (
    code,
    day,
    identifier,
    number,
    publisher,
    reference,
    text,
    whole,
)
from warehouse.registers.declaration import Dataset, Register

STATUSES = ("potential", "planned", "active", "completed", "cancelled")
METHODS = (
    "seminar",
    "short_course",
    "conference",
    "workshop",
    "round_table",
    "study_tour",
    "other",
)


class TrainingEvents(Register):
    """One row per event."""

    event_id = identifier("Event id", "Код мероприятия", required=True)
    start_date = day("Start date", "Дата начала", required=True)
    title = text("Title", "Название")
    topic = text(
        "Topic",
        "Тема",
        note_en="A course id, or the topic in words",
        note_ru="Код курса или тема словами",
    )
    end_date = day("End date", "Дата окончания")
    status = code("Status", "Состояние", STATUSES)
    municipality = reference("Municipality", "Муниципалитет", "municipality")
    country = text("Country", "Страна", note_en="ISO 3166-1", note_ru="ISO 3166-1")
    venue = text("Venue", "Место проведения")
    host_organisation = text("Host organisation", "Принимающая организация")
    provider = text("Provider", "Кто проводил")
    method = code("Method", "Форма обучения", METHODS)
    attendance_count = whole("Attendances", "Число участий")
    women_count = whole("Women", "Женщины")
    men_count = whole("Men", "Мужчины")
    contact_hours = number(
        "Contact hours",
        "Учебные часы",
        low=0,
        unit="hour",
        note_en="Hours of the length in the column Hour length",
        note_ru="Часы той длины, которая указана в столбце «Длина часа»",
    )
    hour_minutes = whole(
        "Hour length", "Длина часа", low=1, high=60, default=60, unit="minute"
    )
    presentational_pct = number(
        "Presentational part", "Презентационная часть", low=0, high=100, unit="percent"
    )
    source_note = text("Note", "Примечание")
    publisher = publisher()

    @dy.rule()
    def end_before_start(cls) -> pl.Expr:  # noqa: N805 (dataframely's form)
        """An event ends on the day it starts, or later."""
        return pl.col("end_date") >= pl.col("start_date")

    @dy.rule()
    def parts_above_total(cls) -> pl.Expr:  # noqa: N805
        """Women and men together are not more than all attendances."""
        parts = pl.col("women_count").fill_null(0) + pl.col("men_count").fill_null(0)
        return parts <= pl.col("attendance_count")


TRAINING_EVENTS = Dataset(
    "training_events",
    "Trainings and educational events",
    "Тренинги и учебные мероприятия",
    TrainingEvents,
    ("publisher", "event_id"),
)
