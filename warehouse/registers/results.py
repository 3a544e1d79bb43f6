"""The results framework: a goal, its intermediate results and their indicators."""

from warehouse.registers.columns import code, identifier, text, whole
from warehouse.registers.declaration import Dataset, Register

LEVELS = ("goal", "intermediate_result", "indicator")


class Results(Register):
    """One row per goal, intermediate result or indicator."""

    result_id = identifier("Result id", "Код результата", required=True)
    level = code("Level", "Уровень", LEVELS, required=True)
    parent_id = identifier(
        "Belongs to",
        "Относится к",
        note_en="The id of the result one level higher",
        note_ru="Код результата уровнем выше",
    )
    name_en = text("Name (English)", "Название (английский)", required=True)
    name_ru = text("Name (Russian)", "Название (русский)", required=True)
    metric = identifier(
        "Metric",
        "Показатель",
        note_en="The metric that measures it, for an indicator",
        note_ru="Показатель, которым он измеряется",
    )
    sort_order = whole("Order", "Порядок")


RESULTS = Dataset(
    "results",
    "Results framework",
    "Система результатов",
    Results,
    ("scope", "result_id"),
)
