"""Targets and results of indicators, and narratives about deviations."""

from warehouse.registers.columns import code, day, identifier, number, text, whole
from warehouse.registers.declaration import Dataset, Register

GRAINS = ("month", "quarter", "year", "fiscal_quarter", "fiscal_year", "programme")
ACTION_STATES = ("open", "done")


class IndicatorTargets(Register):
    """One row per metric, period and member."""

    metric = identifier("Metric", "Показатель", required=True)
    grain = code("Period length", "Длина периода", GRAINS, required=True)
    period = day(
        "Period",
        "Период",
        required=True,
        note_en="The first day of the period",
        note_ru="Первый день периода",
    )
    dimension = text("Dimension", "Разрез", required=True, default="total")
    member = text("Member", "Значение разреза", required=True, default="total")
    target_value = number("Target", "Целевое значение", required=True)
    baseline_value = number("Baseline", "Исходное значение")
    baseline_date = day("Baseline date", "Дата исходного значения")


class IndicatorValues(Register):
    """One row per result reported by hand: metric, period and member."""

    metric = identifier("Metric", "Показатель", required=True)
    grain = code("Period length", "Длина периода", GRAINS, required=True)
    period = day(
        "Period",
        "Период",
        required=True,
        note_en="The first day of the period",
        note_ru="Первый день периода",
    )
    dimension = text("Dimension", "Разрез", required=True, default="total")
    member = text("Member", "Значение разреза", required=True, default="total")
    value = number("Value", "Фактическое значение", required=True)
    numerator = number("Numerator", "Числитель")
    denominator = number("Denominator", "Знаменатель")
    people_count = whole(
        "People or answers",
        "Число людей или ответов",
        note_en="How many people or answers stand behind the value",
        note_ru="Сколько людей или ответов стоит за значением",
    )
    document_id = identifier("Evidence (document id)", "Подтверждение (код документа)")
    source_note = text("Note", "Примечание")


class Deviations(Register):
    """One row per deviation that asks for a narrative."""

    deviation_id = identifier("Deviation id", "Код отклонения", required=True)
    metric = identifier("Metric", "Показатель", required=True)
    grain = code("Period length", "Длина периода", GRAINS, required=True)
    period = day("Period", "Период", required=True)
    narrative_en = text("Narrative (English)", "Пояснение (английский)")
    narrative_ru = text("Narrative (Russian)", "Пояснение (русский)")
    owner_role = text("Owner (role)", "Ответственный (роль)")
    action_en = text("Action (English)", "Мера (английский)")
    action_ru = text("Action (Russian)", "Мера (русский)")
    action_due_date = day("Action due on", "Срок меры")
    action_state = code("State of the action", "Состояние меры", ACTION_STATES)


INDICATOR_VALUES = Dataset(
    "indicator_values",
    "Results reported by hand",
    "Результаты, внесённые вручную",
    IndicatorValues,
    ("metric", "scope", "grain", "period", "dimension", "member"),
)
INDICATOR_TARGETS = Dataset(
    "indicator_targets",
    "Targets of indicators",
    "Целевые значения показателей",
    IndicatorTargets,
    ("metric", "scope", "grain", "period", "dimension", "member"),
)
DEVIATIONS = Dataset(
    "deviations",
    "Deviation narratives",
    "Пояснения к отклонениям",
    Deviations,
    ("scope", "deviation_id"),
)
