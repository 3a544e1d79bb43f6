"""Best practices on their way into the code of best practice."""

from warehouse.registers.columns import code, day, identifier, reference, text
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import municipality, name_en, name_ru

STAGES = ("collected", "described", "reviewed", "included", "applied")


class BestPractices(Register):
    """One row per practice and stage reached."""

    practice_id = identifier(
        "Practice id",
        "Код практики",
        required=True,
        synonyms=(
            *("Practice code", "Practice number", "Best practice id", "ID практики"),
            *("Номер практики", "№ практики"),
        ),
        example="practice-1",
        note_en="The same at every stage",
        note_ru="Один и тот же на всех этапах",
    )
    stage = code(
        "Stage",
        "Этап",
        STAGES,
        required=True,
        dimension="best_practice_stage",
        synonyms=("Status", "Stage reached", "Стадия", "Статус", "Достигнутый этап"),
        example="described",
    )
    stage_date = day(
        "Stage reached on",
        "Дата этапа",
        synonyms=("Date", "Stage date", "Дата", "Дата достижения", "Этап достигнут"),
        example="2026-05-20",
    )
    name_en = name_en("Practice", example="Practice 1")
    name_ru = name_ru("практики", example="Practice 1", example_ru="Практика 1")
    field = text(
        "Field",
        "Сфера",
        dimension="field",
        synonyms=("Area", "Sector", "Subject area", "Область", "Направление"),
        example="municipal_services",
    )
    municipality = municipality()
    applied_by = reference(
        "Applied by",
        "Кто применил",
        "municipality",
        synonyms=(
            *("Applied by municipality", "Applying municipality", "Adopted by"),
            *("Применивший муниципалитет", "Муниципалитет, применивший практику"),
        ),
        example="city-2",
        note_en="At the stage “applied”: which other municipality, by id or name",
        note_ru="На этапе «применена»: какой другой муниципалитет, код или название",
    )
    description_en = text(
        "Description (English)",
        "Описание (английский)",
        synonyms=("Description", "English description", "Описание на английском"),
        example="What was changed and what it brought",
    )
    description_ru = text(
        "Description (Russian)",
        "Описание (русский)",
        synonyms=("Russian description", "Описание", "Описание на русском"),
        example="What was changed and what it brought",
        example_ru="Что изменили и что это дало",
    )


BEST_PRACTICES = Dataset(
    "best_practices",
    "Best practices",
    "Лучшие практики",
    BestPractices,
    ("scope", "practice_id", "stage"),
    row_en="One row per practice and stage reached",
    row_ru="Одна строка – один достигнутый этап одной практики",
)
