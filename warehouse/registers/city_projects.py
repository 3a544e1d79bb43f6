"""City projects and the milestones they promised."""

from warehouse.registers.columns import code, day, identifier, reference, text
from warehouse.registers.declaration import Dataset, Register

KINDS = ("planning_document", "management_model")
STATUSES = ("potential", "planned", "started", "active", "completed", "cancelled")


class CityProjects(Register):
    """One row per project."""

    project_id = identifier("Project id", "Код проекта", required=True)
    municipality = reference(
        "Municipality", "Муниципалитет", "municipality", required=True
    )
    kind = code("Kind", "Вид проекта", KINDS)
    field = text("Field", "Сфера")
    name_en = text("Name (English)", "Название (английский)")
    name_ru = text("Name (Russian)", "Название (русский)")
    goal_en = text("Goal (English)", "Цель (английский)")
    goal_ru = text("Goal (Russian)", "Цель (русский)")
    start_date = day("Start date", "Дата начала")
    status = code("Status", "Состояние", STATUSES)


class CityProjectMilestones(Register):
    """One row per milestone."""

    milestone_id = identifier("Milestone id", "Код контрольного события", required=True)
    project_id = reference("Project id", "Код проекта", "project", required=True)
    workstream = text("Workstream", "Направление работ")
    name_en = text("Name (English)", "Название (английский)")
    name_ru = text("Name (Russian)", "Название (русский)")
    planned_date = day("Planned date", "Дата по плану")
    actual_date = day("Actual date", "Дата по факту")
    owner_role = text("Owner (role)", "Ответственный (роль)")


CITY_PROJECTS = Dataset(
    "city_projects",
    "City projects",
    "Проекты городов",
    CityProjects,
    ("scope", "project_id"),
)
CITY_PROJECT_MILESTONES = Dataset(
    "city_project_milestones",
    "Milestones of city projects",
    "Контрольные события проектов",
    CityProjectMilestones,
    ("scope", "milestone_id"),
)
