"""City projects and the milestones they promised."""

from warehouse.registers.columns import code, day, identifier, text
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import (
    PROJECT_SYNONYMS,
    municipality,
    name_en,
    name_ru,
    owner_role,
    project,
)

KINDS = ("planning_document", "management_model")
STATUSES = ("potential", "planned", "started", "active", "completed", "cancelled")


class CityProjects(Register):
    """One row per project."""

    project_id = identifier(
        "Project id",
        "Код проекта",
        required=True,
        synonyms=PROJECT_SYNONYMS,
        example="project-1",
        note_en="Never changes; milestones and documents refer to it",
        note_ru="Не меняется; на него ссылаются контрольные события и документы",
    )
    municipality = municipality(required=True)
    kind = code(
        "Kind",
        "Вид проекта",
        KINDS,
        dimension="project_kind",
        synonyms=("Type", "Project type", "Kind of project", "Тип проекта", "Вид"),
        example="planning_document",
    )
    field = text(
        "Field",
        "Сфера",
        dimension="field",
        synonyms=("Area", "Sector", "Subject area", "Область", "Направление"),
        example="strategic_planning",
    )
    name_en = name_en("Project", example="Project 1")
    name_ru = name_ru("проекта", example="Project 1", example_ru="Проект 1")
    goal_en = text(
        "Goal (English)",
        "Цель (английский)",
        synonyms=("Goal", "Project goal", "Purpose", "Цель на английском"),
        example="What will be different when it is done",
    )
    goal_ru = text(
        "Goal (Russian)",
        "Цель (русский)",
        synonyms=("Goal in Russian", "Цель", "Цель проекта", "Цель на русском"),
        example="What will be different when it is done",
        example_ru="Что изменится, когда он завершится",
    )
    start_date = day(
        "Start date",
        "Дата начала",
        synonyms=(
            *("Start", "Started on", "Begin date", "Date from", "Начало"),
            *("Начало работ", "Дата с"),
        ),
        example="2026-02-02",
    )
    status = code(
        "Status",
        "Состояние",
        STATUSES,
        dimension="project_status",
        synonyms=("State", "Project status", "Статус", "Статус проекта"),
        example="active",
    )


class CityProjectMilestones(Register):
    """One row per milestone."""

    milestone_id = identifier(
        "Milestone id",
        "Код контрольного события",
        required=True,
        synonyms=(
            *("Milestone code", "Milestone number", "Milestone no"),
            *("ID контрольного события", "Номер контрольного события", "Код вехи"),
        ),
        example="milestone-1",
        note_en="Never changes, even when the date does",
        note_ru="Не меняется, даже если сдвигается срок",
    )
    project_id = project(required=True)
    workstream = text(
        "Workstream",
        "Направление работ",
        dimension="workstream",
        synonyms=("Work stream", "Line of work", "Направление", "Блок работ"),
        example="analysis",
    )
    name_en = name_en("Milestone", example="Report presented")
    name_ru = name_ru(
        "контрольного события",
        example="Report presented",
        example_ru="Представлен отчёт",
    )
    planned_date = day(
        "Planned date",
        "Дата по плану",
        synonyms=(
            *("Planned", "Plan", "Due", "Due date", "Deadline", "Плановая дата"),
            *("План", "Срок", "Плановый срок"),
        ),
        example="2026-06-30",
        note_en="As first promised; do not move it afterwards",
        note_ru="Как обещано вначале; потом её не меняют",
    )
    actual_date = day(
        "Actual date",
        "Дата по факту",
        synonyms=(
            *("Actual", "Done", "Reached on", "Completed on", "Фактическая дата"),
            *("Факт", "Дата выполнения", "Выполнено"),
        ),
        example="2026-07-06",
        note_en="Empty until it is reached",
        note_ru="Пусто, пока не достигнуто",
    )
    owner_role = owner_role()


CITY_PROJECTS = Dataset(
    "city_projects",
    "City projects",
    "Проекты городов",
    CityProjects,
    ("scope", "project_id"),
    row_en="One row per project",
    row_ru="Одна строка – один проект",
)
CITY_PROJECT_MILESTONES = Dataset(
    "city_project_milestones",
    "Milestones of city projects",
    "Контрольные события проектов",
    CityProjectMilestones,
    ("scope", "milestone_id"),
    row_en="One row per milestone",
    row_ru="Одна строка – одно контрольное событие",
)
