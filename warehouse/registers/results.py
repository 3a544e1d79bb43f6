"""The results framework: a goal, its intermediate results and their indicators."""

from warehouse.registers.columns import code, identifier, reference, whole
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import name_en, name_ru

LEVELS = ("goal", "intermediate_result", "indicator")


class Results(Register):
    """One row per goal, intermediate result or indicator."""

    result_id = identifier(
        "Result id",
        "Код результата",
        required=True,
        synonyms=("Result code", "Result number", "ID результата", "Номер результата"),
        example="result-1",
    )
    level = code(
        "Level",
        "Уровень",
        LEVELS,
        required=True,
        dimension="result_level",
        synonyms=("Result level", "Level of result", "Уровень результата"),
        example="intermediate_result",
    )
    parent_id = identifier(
        "Belongs to",
        "Относится к",
        synonyms=("Parent", "Parent id", "Part of", "Вышестоящий результат"),
        example="goal-1",
        note_en="The id of the result one level higher",
        note_ru="Код результата уровнем выше",
    )
    name_en = name_en("Result", required=True, example="Result 1")
    name_ru = name_ru(
        "результата", required=True, example="Result 1", example_ru="Результат 1"
    )
    metric = reference(
        "Metric",
        "Показатель",
        "metric",
        synonyms=("Metric code", "Indicator code", "Код показателя"),
        example="women_share_ratio",
        note_en="The metric that measures it, for an indicator",
        note_ru="Показатель, которым он измеряется",
    )
    sort_order = whole(
        "Order",
        "Порядок",
        synonyms=("Sort order", "Порядковый номер"),
        example="2",
        note_en="Its place among the results of its level",
        note_ru="Место среди результатов своего уровня",
    )


RESULTS = Dataset(
    "results",
    "Results framework",
    "Система результатов",
    Results,
    ("scope", "result_id"),
    row_en="One row per goal, intermediate result or indicator",
    row_ru="Одна строка – цель, промежуточный результат или показатель",
)
