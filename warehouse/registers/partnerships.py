"""Partnerships between municipalities, stage by stage."""

from warehouse.registers.columns import code, day, identifier, reference, text, yes_no
from warehouse.registers.declaration import Dataset, Register

STAGES = ("talks", "agreed", "active", "ended")


class Partnerships(Register):
    """One row per partnership and stage reached."""

    partnership_id = identifier("Partnership id", "Код партнёрства", required=True)
    stage = code("Stage", "Этап", STAGES, required=True)
    stage_date = day("Stage reached on", "Дата этапа")
    partner_name_en = text("Partner (English)", "Партнёр (английский)")
    partner_name_ru = text("Partner (Russian)", "Партнёр (русский)")
    partner_region = text("Partner's region", "Регион партнёра")
    municipality = reference("Municipality", "Муниципалитет", "municipality")
    is_earlier = yes_no(
        "Earlier partnership",
        "Установлено ранее",
        note_en="True for one that was there before the programme",
        note_ru="Да, если партнёрство существовало до программы",
    )


PARTNERSHIPS = Dataset(
    "partnerships",
    "Partnerships",
    "Партнёрства",
    Partnerships,
    ("scope", "partnership_id", "stage"),
)
