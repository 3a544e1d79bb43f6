"""Attendance: one person at one event."""

from warehouse.registers.columns import (
    code,
    identifier,
    number,
    publisher,
    reference,
    text,
    whole,
    yes_no,
)
from warehouse.registers.declaration import Dataset, Register

SEXES = ("female", "male")
ORGANISATION_TYPES = (
    "municipal_administration",
    "representative_body",
    "municipal_enterprise",
    "non_profit",
    "business",
    "state_authority",
    "other",
)


class Attendance(Register):
    """One row per person and event."""

    event_id = reference("Event id", "Код мероприятия", "event", required=True)
    participant_id = identifier(
        "Participant id",
        "Код участника",
        note_en="The same for one person at every event",
        note_ru="Один и тот же для человека на всех мероприятиях",
    )
    sex = code("Sex", "Пол", SEXES)
    age_years = whole("Age", "Возраст", low=10, high=110, unit="year")
    category = reference("Participant category", "Категория участника", "category")
    organisation_type = code("Organisation type", "Тип организации", ORGANISATION_TYPES)
    organisation = text("Organisation", "Организация")
    municipality = reference("Municipality", "Муниципалитет", "municipality")
    contact_hours = number(
        "Contact hours",
        "Учебные часы",
        low=0,
        unit="hour",
        note_en="Hours of the length that the event's register states",
        note_ru="Часы той длины, которая указана в реестре мероприятий",
    )
    is_completed = yes_no("Completed", "Завершил обучение")
    publisher = publisher()


ATTENDANCE = Dataset("attendance", "Attendance", "Участие", Attendance)
