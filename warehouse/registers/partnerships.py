"""Partnerships between municipalities, stage by stage."""

from warehouse.registers.columns import code, day, identifier, text, yes_no
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import municipality

STAGES = ("talks", "agreed", "active", "ended")


class Partnerships(Register):
    """One row per partnership and stage reached."""

    partnership_id = identifier(
        "Partnership id",
        "Код партнёрства",
        required=True,
        synonyms=(
            *("Partnership code", "Partnership number", "ID партнёрства"),
            *("Номер партнёрства",),
        ),
        example="partnership-1",
        note_en="The same at every stage",
        note_ru="Один и тот же на всех этапах",
    )
    stage = code(
        "Stage",
        "Этап",
        STAGES,
        required=True,
        dimension="partnership_stage",
        synonyms=("Status", "Stage reached", "Стадия", "Статус", "Достигнутый этап"),
        example="agreed",
    )
    stage_date = day(
        "Stage reached on",
        "Дата этапа",
        synonyms=("Date", "Stage date", "Дата", "Дата достижения", "Этап достигнут"),
        example="2026-05-20",
    )
    partner_name_en = text(
        "Partner (English)",
        "Партнёр (английский)",
        synonyms=(
            *("Partner", "Partner name", "Partner municipality"),
            *("Партнёр на английском",),
        ),
        example="Partner municipality 1",
        note_en="The municipality on the other side",
        note_ru="Муниципалитет на другой стороне",
    )
    partner_name_ru = text(
        "Partner (Russian)",
        "Партнёр (русский)",
        synonyms=("Partner in Russian", "Партнёр", "Муниципалитет-партнёр"),
        example="Partner municipality 1",
        example_ru="Муниципалитет-партнёр 1",
    )
    partner_region = text(
        "Partner's region",
        "Регион партнёра",
        synonyms=("Partner region", "Partner state", "Штат партнёра"),
        example="region-2",
        note_en="A code of ISO 3166-2, or the region in words",
        note_ru="Код по ISO 3166-2 или название региона",
    )
    municipality = municipality()
    is_earlier = yes_no(
        "Earlier partnership",
        "Установлено ранее",
        synonyms=("Earlier", "Is earlier", "Прежнее партнёрство", "Ранее установлено"),
        example="false",
        note_en="Whether it was there before the programme",
        note_ru="Существовало ли партнёрство до программы",
    )


PARTNERSHIPS = Dataset(
    "partnerships",
    "Partnerships",
    "Партнёрства",
    Partnerships,
    ("scope", "partnership_id", "stage"),
    row_en="One row per partnership and stage reached",
    row_ru="Одна строка – один достигнутый этап одного партнёрства",
)
