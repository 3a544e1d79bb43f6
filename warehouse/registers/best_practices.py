"""Best practices on their way into the code of best practice."""

from warehouse.registers.columns import code, day, identifier, reference, text
from warehouse.registers.declaration import Dataset, Register

STAGES = ("collected", "described", "reviewed", "included", "applied")


class BestPractices(Register):
    """One row per practice and stage reached."""

    practice_id = identifier("Practice id", "Код практики", required=True)
    stage = code("Stage", "Этап", STAGES, required=True)
    stage_date = day("Stage reached on", "Дата этапа")
    name_en = text("Name (English)", "Название (английский)")
    name_ru = text("Name (Russian)", "Название (русский)")
    field = text("Field", "Сфера")
    municipality = reference("Municipality", "Муниципалитет", "municipality")
    description_en = text("Description (English)", "Описание (английский)")
    description_ru = text("Description (Russian)", "Описание (русский)")


BEST_PRACTICES = Dataset(
    "best_practices",
    "Best practices",
    "Лучшие практики",
    BestPractices,
    ("scope", "practice_id", "stage"),
)
