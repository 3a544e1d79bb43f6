"""Attendance: one person at one event."""

from warehouse.registers.columns import code, number, text, whole, yes_no
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import (
    category,
    event,
    municipality,
    organisation_type,
    participant,
    publisher,
)

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

    event_id = event()
    participant_id = participant()
    sex = code(
        "Sex",
        "Пол",
        SEXES,
        dimension="sex",
        spellings={
            "female": ("f", "w", "woman", "ж", "жен", "женский", "женщина"),
            "male": ("m", "man", "м", "муж", "мужской", "мужчина"),
        },
        synonyms=("Gender", "M/F", "F/M", "Пол участника", "М/Ж", "Ж/М"),
        example="female",
    )
    age_years = whole(
        "Age",
        "Возраст",
        low=10,
        high=110,
        unit="year",
        synonyms=("Age, years", "Age in years", "Возраст, лет", "Полных лет"),
        example="41",
        note_en="On the first day of the event; no dates of birth",
        note_ru="В первый день мероприятия; без дат рождения",
    )
    category = category()
    organisation_type = organisation_type(ORGANISATION_TYPES)
    organisation = text(
        "Organisation",
        "Организация",
        synonyms=(
            *("Organization", "Employer", "Place of work", "Organisation name"),
            *("Organisation id", "Место работы", "Название организации"),
            *("Код организации", "Учреждение"),
        ),
        example="org-1",
        note_en="Id or name as in the register of organisations",
        note_ru="Код или название, как в реестре организаций",
    )
    municipality = municipality(
        note_en="Where the person works: id or name as in the register",
        note_ru="Где человек работает: код или название, как в реестре",
    )
    contact_hours = number(
        "Contact hours",
        "Учебные часы",
        low=0,
        unit="hour",
        synonyms=(
            *("Hours", "Hours attended", "Number of hours", "Часы", "Часов"),
            *("Количество часов", "Посещено часов"),
        ),
        example="18",
        note_en="Hours of the length that the event's register states",
        note_ru="Часы той длины, которая указана в реестре мероприятий",
    )
    is_completed = yes_no(
        "Completed",
        "Завершил обучение",
        synonyms=(
            *("Is completed", "Completer", "Certificate", "Certificate issued"),
            *("Завершил", "Завершил(а) обучение", "Окончил", "Выдан сертификат"),
            *("Сертификат",),
        ),
        example="true",
        note_en="By the rule of the event: all sessions, 80 % of the hours, …",
        note_ru="По правилу мероприятия: все занятия, 80 % часов, …",
    )
    publisher = publisher()


ATTENDANCE = Dataset(
    "attendance",
    "Attendance",
    "Участие",
    Attendance,
    row_en="One row per person and event",
    row_ru="Одна строка – один человек на одном мероприятии",
)
