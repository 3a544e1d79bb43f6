"""Columns that several registers have, declared alike everywhere."""

from typing import Any

import dataframely as dy

from warehouse.registers.columns import code, day, identifier, reference, text

OWN = "own"
"""The publisher whose numbers of events stand as they are: the programme itself."""

GRAINS = ("month", "quarter", "year", "fiscal_quarter", "fiscal_year", "programme")

EVENT_SYNONYMS = (
    *("Event code", "Event number", "Event no", "Training id", "Training code"),
    *("ID мероприятия", "Номер мероприятия", "№ мероприятия"),
    *("Идентификатор мероприятия", "Мероприятие", "Код тренинга", "Код события"),
)
PROJECT_SYNONYMS = (
    *("Project code", "Project number", "Project no", "ID проекта"),
    *("Номер проекта", "№ проекта", "Идентификатор проекта"),
)
DOCUMENT_SYNONYMS = (
    *("Document code", "Document number", "Document no", "ID документа"),
    *("Номер документа", "№ документа", "Идентификатор документа"),
)


def event() -> dy.String:
    """The event that the row is about."""
    return reference(
        "Event id",
        "Код мероприятия",
        "event",
        required=True,
        synonyms=EVENT_SYNONYMS,
        example="event-001",
        note_en="As in the register of events",
        note_ru="Как в реестре мероприятий",
    )


def project(*, required: bool = False) -> dy.String:
    """The city project that the row is about."""
    return reference(
        "Project id",
        "Код проекта",
        "project",
        required=required,
        synonyms=PROJECT_SYNONYMS,
        example="project-1",
        note_en="As in the register of city projects",
        note_ru="Как в реестре проектов городов",
    )


def municipality(*, required: bool = False, **notes: Any) -> dy.String:
    """The municipality that the row is about."""
    about = {
        "note_en": "Its id or name as in the register of municipalities",
        "note_ru": "Код или название, как в реестре муниципалитетов",
    }
    return reference(
        "Municipality",
        "Муниципалитет",
        "municipality",
        required=required,
        synonyms=(
            *("Municipality id", "Municipality name", "Municipal entity", "City"),
            *("Town", "Код муниципалитета", "Муниципальное образование", "Город"),
            *("Город (район)", "Населённый пункт", "Название муниципалитета"),
        ),
        example="city-1",
        **(about | notes),
    )


def category() -> dy.String:
    """The participant's category."""
    return reference(
        "Participant category",
        "Категория участника",
        "category",
        synonyms=(
            *("Category", "Category of participant", "Type of participant"),
            *("Participant type", "Категория", "Категория слушателя"),
            *("Группа участников", "Тип участника"),
        ),
        example="local_government",
        note_en="One of the programme's categories",
        note_ru="Одна из категорий программы",
    )


def participant(*, required: bool = False) -> dy.String:
    """The person, without saying who it is."""
    return identifier(
        "Participant id",
        "Код участника",
        required=required,
        synonyms=(
            *("Participant code", "Participant number", "Participant no", "Person id"),
            *("Attendee id", "ID участника", "Номер участника", "№ участника"),
            *("Код слушателя", "Идентификатор участника"),
        ),
        example="person-0001",
        note_en="The same for one person at every event; not a name",
        note_ru="Один и тот же для человека на всех мероприятиях; не фамилия",
    )


def metric() -> dy.String:
    """The metric that the row is about."""
    return reference(
        "Metric",
        "Показатель",
        "metric",
        required=True,
        synonyms=(
            *("Indicator", "Indicator code", "Indicator id", "Metric code"),
            *("Код показателя", "Показатель (код)", "Идентификатор показателя"),
        ),
        example="women_share_ratio",
        note_en="The metric's code, as in the indicator's reference sheet",
        note_ru="Код показателя, как в его паспорте",
    )


def grain() -> dy.String:
    """How long the period is."""
    return code(
        "Period length",
        "Длина периода",
        GRAINS,
        required=True,
        dimension="grain",
        synonyms=(
            *("Period type", "Type of period", "Frequency", "Reporting frequency"),
            *("Вид периода", "Тип периода", "Периодичность"),
        ),
        example="quarter",
    )


def period() -> dy.Date:
    """The period, by its first day."""
    return day(
        "Period",
        "Период",
        required=True,
        synonyms=(
            *("Period start", "Start of period", "First day of period", "Period from"),
            *("Reporting period", "Начало периода", "Первый день периода"),
            *("Отчётный период", "Период с"),
        ),
        example="2026-01-01",
        note_en="The first day of the period",
        note_ru="Первый день периода",
    )


def name_en(thing: str = "", *, required: bool = False, **notes: Any) -> dy.String:
    """What something is called in English; `thing` makes "Project name" of "Name"."""
    named = (f"{thing} name", f"{thing} name (English)") if thing else ()
    return text(
        "Name (English)",
        "Название (английский)",
        required=required,
        synonyms=("Name", "English name", "Name in English", *named)
        + ("Название на английском", "Название (англ.)"),
        **notes,
    )


def name_ru(thing: str = "", *, required: bool = False, **notes: Any) -> dy.String:
    """What something is called in Russian; `thing` is a genitive, «проекта» say."""
    named = (f"Название {thing}", f"Наименование {thing}") if thing else ()
    return text(
        "Name (Russian)",
        "Название (русский)",
        required=required,
        synonyms=("Russian name", "Name in Russian", "Название", "Наименование", *named)
        + ("Название на русском", "Название (рус.)"),
        **notes,
    )


def organisation_type(codes: tuple[str, ...]) -> dy.String:
    """The kind of organisation."""
    return code(
        "Organisation type",
        "Тип организации",
        codes,
        dimension="organisation_type",
        synonyms=(
            *("Organization type", "Type of organisation", "Type of organization"),
            *("Kind of organisation", "Вид организации", "Организационная форма"),
        ),
        example="municipal_administration",
    )


def owner_role(**notes: Any) -> dy.String:
    """Who answers for something, as a role."""
    return text(
        "Owner (role)",
        "Ответственный (роль)",
        dimension="owner_role",
        synonyms=(
            *("Owner role", "Owner's role", "Responsible role", "Responsible post"),
            *("Роль ответственного", "Должность ответственного"),
        ),
        example="monitoring_officer",
        note_en="A role or post, never a person's name",
        note_ru="Роль или должность, но не фамилия",
        **notes,
    )


def source_note() -> dy.String:
    """Whatever else should be known of the row."""
    return text(
        "Note",
        "Примечание",
        synonyms=(
            *("Notes", "Comment", "Comments", "Remark", "Remarks", "Примечания"),
            *("Комментарий", "Комментарии", "Заметки"),
        ),
        note_en="Where the figures come from; no names of people",
        note_ru="Откуда взяты сведения; без имён людей",
        example="Attendance list, sheet 1",
        example_ru="Список участников, лист 1",
    )


def publisher() -> dy.String:
    """Whose numbering of events it is, where several organisations number their own."""
    return text(
        "Publisher",
        "Чья нумерация",
        required=True,
        default=OWN,
        synonyms=(
            *("Published by", "Numbered by", "Whose event ids"),
            *("Кто ведёт нумерацию", "Владелец нумерации"),
        ),
        example=OWN,
        note_en=(
            "Who numbers these events, if several organisations each number theirs; "
            "own is the programme itself"
        ),
        note_ru=(
            "Кто присвоил коды мероприятий, если их ведут несколько организаций; "
            "own – сама программа"
        ),
    )
