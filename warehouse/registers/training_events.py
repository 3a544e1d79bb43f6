"""Trainings and educational events: what was held or is planned, where and when."""

import dataframely as dy
import polars as pl

from warehouse.registers.columns import code, day, identifier, number, text, whole
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import (
    EVENT_SYNONYMS,
    municipality,
    publisher,
    source_note,
)

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

    event_id = identifier(
        "Event id",
        "Код мероприятия",
        required=True,
        synonyms=EVENT_SYNONYMS,
        example="event-001",
        note_en="Never changes; attendance and evaluations refer to it",
        note_ru="Не меняется; на него ссылаются участие и оценки",
    )
    start_date = day(
        "Start date",
        "Дата начала",
        required=True,
        synonyms=(
            *("Date", "Event date", "Start", "Starts", "Begin date", "Begins"),
            *("Date from", "From", "First day", "Дата", "Дата проведения", "Начало"),
            *("С", "Дата с", "Первый день", "Дата мероприятия"),
        ),
        example="2026-03-10",
    )
    title = text(
        "Title",
        "Название",
        synonyms=(
            *(
                "Name",
                "Event",
                "Event name",
                "Event title",
                "Training",
                "Training name",
            ),
            *("Название мероприятия", "Наименование", "Наименование мероприятия"),
        ),
        example="Training 1",
        example_ru="Тренинг 1",
    )
    topic = text(
        "Topic",
        "Тема",
        synonyms=(
            *("Subject", "Subject area", "Course", "Theme", "Тематика", "Курс"),
            *("Тема мероприятия", "Учебный курс"),
        ),
        example="Topic 1",
        example_ru="Тема 1",
        note_en="A course id, or the topic in words",
        note_ru="Код курса или тема словами",
    )
    end_date = day(
        "End date",
        "Дата окончания",
        synonyms=(
            *("End", "Ends", "Finish", "Finish date", "Date to", "To", "Until"),
            *("Last day", "Окончание", "Конец", "По", "Дата по", "Последний день"),
            *("Дата завершения",),
        ),
        example="2026-03-12",
        note_en="The last day; the same as the start for one day",
        note_ru="Последний день; у однодневного – дата начала",
    )
    status = code(
        "Status",
        "Состояние",
        STATUSES,
        dimension="event_status",
        synonyms=("State", "Event status", "Статус", "Статус мероприятия"),
        example="completed",
    )
    municipality = municipality(
        note_en="Where it is held: id or name as in the register of municipalities",
        note_ru="Где проходит: код или название, как в реестре муниципалитетов",
    )
    country = text(
        "Country",
        "Страна",
        synonyms=("Country code", "Код страны", "Страна проведения"),
        example="RU",
        note_en="Two-letter code of ISO 3166-1",
        note_ru="Двухбуквенный код по ISO 3166-1",
    )
    venue = text(
        "Venue",
        "Место проведения",
        synonyms=("Hall", "Building", "Venue name", "Площадка", "Зал"),
        example="Venue 1",
        example_ru="Зал 1",
        note_en="The building or hall",
        note_ru="Здание или зал",
    )
    host_organisation = text(
        "Host organisation",
        "Принимающая организация",
        synonyms=(
            *("Host", "Hosted by", "Host name", "Host organization"),
            *("Принимающая сторона",),
        ),
        example="org-1",
        note_en="Id or name as in the register of organisations",
        note_ru="Код или название, как в реестре организаций",
    )
    provider = text(
        "Provider",
        "Кто проводил",
        synonyms=(
            *("Training provider", "Conducted by", "Organiser", "Organizer"),
            *("Организатор", "Кем проведено", "Проводящая организация"),
        ),
        example="Organisation 2",
        example_ru="Организация 2",
        note_en="The organisation that taught; no names of people",
        note_ru="Организация, которая вела обучение; без имён людей",
    )
    method = code(
        "Method",
        "Форма обучения",
        METHODS,
        dimension="method",
        synonyms=(
            *("Format", "Form", "Event type", "Type of event", "Type of training"),
            *("Форма", "Форма проведения", "Формат", "Вид мероприятия"),
            *("Тип мероприятия",),
        ),
        example="seminar",
    )
    attendance_count = whole(
        "Attendances",
        "Число участий",
        unit="person",
        synonyms=(
            *("Attendance", "Attendees", "Participants", "Number of participants"),
            *("Number of attendances", "Total participants", "Head count", "Total"),
            *("Participants total", "Участники всего", "Всего", "Итого"),
            *("Участники", "Участников", "Всего участников", "Количество участников"),
            *("Число участников", "Количество участий"),
        ),
        example="24",
        note_en="All who came; leave empty if the register of attendance has them",
        note_ru="Сколько всего пришло; не нужно, если заполнен реестр участия",
    )
    women_count = whole(
        "Women",
        "Женщины",
        unit="person",
        synonyms=(
            *("Female", "Females", "Number of women", "Women count", "Женщин"),
            *("Из них женщин", "Количество женщин", "Число женщин"),
        ),
        example="14",
    )
    men_count = whole(
        "Men",
        "Мужчины",
        unit="person",
        synonyms=(
            *("Male", "Males", "Number of men", "Men count", "Мужчин"),
            *("Из них мужчин", "Количество мужчин", "Число мужчин"),
        ),
        example="9",
        note_en="Women and men may be fewer than all: not everybody said",
        note_ru="Вместе с женщинами может быть меньше всех: пол указали не все",
    )
    contact_hours = number(
        "Contact hours",
        "Учебные часы",
        low=0,
        unit="hour",
        synonyms=(
            *("Hours", "Training hours", "Number of hours", "Duration, hours"),
            *("Часы", "Часов", "Количество часов", "Объём, часов", "Объём в часах"),
        ),
        example="20",
        note_en="Hours of the length in the column Hour length",
        note_ru="Часы той длины, которая указана в столбце «Длина часа»",
    )
    hour_minutes = whole(
        "Hour length",
        "Длина часа",
        low=1,
        high=60,
        default=60,
        unit="minute",
        synonyms=(
            *("Minutes per hour", "Minutes in an hour", "Length of hour"),
            *("Минут в часе", "Продолжительность часа", "Длительность часа"),
        ),
        example="45",
        note_en="45 for academic hours",
        note_ru="45 для академических часов",
    )
    presentational_pct = number(
        "Presentational part",
        "Презентационная часть",
        low=0,
        high=100,
        unit="percent",
        synonyms=(
            *("Presentational part, %", "Presentation share", "Share of lectures"),
            *("Презентационная часть, %", "Доля лекций", "Доля презентаций"),
        ),
        example="40",
        note_en="Lectures and presentations; the rest is interactive",
        note_ru="Лекции и презентации; остальное – интерактивная часть",
    )
    source_note = source_note()
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

    @dy.rule()
    def share_for_percent(cls) -> pl.Expr:  # noqa: N805
        """A spreadsheet shows 0.4 as 40 %; nobody means less than one in a hundred."""
        share = pl.col("presentational_pct")
        return (share == 0) | (share >= 1)

    @dy.rule()
    def hours_above_length(cls) -> pl.Expr:  # noqa: N805
        """A day has 24 hours: whatever is more, is no length of an event."""
        end = pl.coalesce("end_date", "start_date")
        days = 1 + (end - pl.col("start_date")).dt.total_days()
        hours = pl.col("contact_hours").fill_nan(None)
        return hours * pl.col("hour_minutes") / 60 <= 24 * days


TRAINING_EVENTS = Dataset(
    "training_events",
    "Trainings and educational events",
    "Тренинги и учебные мероприятия",
    TrainingEvents,
    ("publisher", "event_id"),
    row_en="One row per event",
    row_ru="Одна строка – одно мероприятие",
    sheet_en="Trainings and events",
)
