"""Targets and results of indicators, and narratives about deviations."""

import dataframely as dy

from warehouse.registers.columns import code, day, identifier, number, text, whole
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import (
    DOCUMENT_SYNONYMS,
    grain,
    metric,
    owner_role,
    period,
    source_note,
)

ACTION_STATES = ("open", "done")


def _dimension() -> dy.String:
    return text(
        "Dimension",
        "Разбивка",
        required=True,
        default="total",
        synonyms=(
            "Disaggregation",
            "Disaggregated by",
            "Breakdown",
            "Разрез",
            "Признак разбивки",
        ),
        example="total",
        note_en="What the figure is split by: sex, participant_category, …",
        note_ru="По чему разбит показатель: sex, participant_category, …",
    )


def _member() -> dy.String:
    return text(
        "Member",
        "Категория разбивки",
        required=True,
        default="total",
        synonyms=("Category", "Group", "Категория", "Группа"),
        example="total",
        note_en="Which part of the dimension",
        note_ru="Какая категория разбивки",
    )


class IndicatorTargets(Register):
    """One row per metric, period and member."""

    metric = metric()
    grain = grain()
    period = period()
    dimension = _dimension()
    member = _member()
    target_value = number(
        "Target",
        "Целевое значение",
        required=True,
        synonyms=("Target value", "Plan", "Planned", "План", "Плановое значение"),
        example="0.5",
        note_en="In the metric's own unit; shares from 0 to 1",
        note_ru="В единицах показателя; доли – от 0 до 1",
    )
    baseline_value = number(
        "Baseline",
        "Исходное значение",
        synonyms=("Baseline value", "Исходный уровень"),
        example="0.45",
        note_en="Where it stood before; 0 only if that is known",
        note_ru="Каким было до начала; 0 – только если это известно",
    )
    baseline_date = day(
        "Baseline date",
        "Дата исходного значения",
        synonyms=("Date of baseline", "Baseline as of", "Дата исходного уровня"),
        example="2025-12-31",
    )


class IndicatorValues(Register):
    """One row per result reported by hand: metric, period and member."""

    metric = metric()
    grain = grain()
    period = period()
    dimension = _dimension()
    member = _member()
    value = number(
        "Value",
        "Фактическое значение",
        required=True,
        synonyms=("Actual", "Actual value", "Result", "Факт", "Значение"),
        example="0.58",
        note_en="In the metric's own unit; shares from 0 to 1",
        note_ru="В единицах показателя; доли – от 0 до 1",
    )
    numerator = number(
        "Numerator",
        "Числитель",
        synonyms=("Numerator value", "Значение числителя"),
        example="14",
        note_en="For shares and means",
        note_ru="Для долей и средних",
    )
    denominator = number(
        "Denominator",
        "Знаменатель",
        synonyms=("Denominator value", "Значение знаменателя"),
        example="24",
        note_en="For shares and means",
        note_ru="Для долей и средних",
    )
    people_count = whole(
        "People or answers",
        "Число людей или ответов",
        unit="person",
        synonyms=("People", "Number of people", "N", "Число людей", "Число ответов"),
        example="24",
        note_en="How many people or answers stand behind the value",
        note_ru="Сколько людей или ответов стоит за значением",
    )
    document_id = identifier(
        "Evidence (document id)",
        "Подтверждение (код документа)",
        synonyms=("Evidence", "Document id", "Подтверждение", *DOCUMENT_SYNONYMS),
        example="document-1",
        note_en="As in the register of documents",
        note_ru="Как в реестре документов",
    )
    source_note = source_note()


class Deviations(Register):
    """One row per deviation that asks for a narrative."""

    deviation_id = identifier(
        "Deviation id",
        "Код отклонения",
        required=True,
        synonyms=("Deviation code", "Deviation number", "Номер отклонения"),
        example="deviation-1",
        note_en="Never changes, even when the narrative does",
        note_ru="Не меняется, даже если меняется пояснение",
    )
    metric = metric()
    grain = grain()
    period = period()
    narrative_en = text(
        "Narrative (English)",
        "Пояснение (английский)",
        synonyms=(
            *("Narrative", "Explanation", "Deviation narrative"),
            *("Пояснение на английском",),
        ),
        example="Why the result differs from the target",
        note_en="Why it differs; no names of people",
        note_ru="Почему отклонилось; без имён людей",
    )
    narrative_ru = text(
        "Narrative (Russian)",
        "Пояснение (русский)",
        synonyms=("Narrative in Russian", "Пояснение", "Пояснение к отклонению"),
        example="Why the result differs from the target",
        example_ru="Почему результат отличается от плана",
        note_en="Why it differs; no names of people",
        note_ru="Почему отклонилось; без имён людей",
    )
    owner_role = owner_role()
    action_en = text(
        "Action (English)",
        "Мера (английский)",
        synonyms=("Action", "Corrective action", "Мера на английском"),
        example="What will be done about it",
    )
    action_ru = text(
        "Action (Russian)",
        "Мера (русский)",
        synonyms=("Action in Russian", "Мера", "Корректирующая мера"),
        example="What will be done about it",
        example_ru="Что будет сделано",
    )
    action_due_date = day(
        "Action due on",
        "Срок меры",
        synonyms=(
            "Action due",
            "Action due date",
            "Due date",
            "Срок",
            "Срок исполнения",
        ),
        example="2026-06-30",
    )
    action_state = code(
        "State of the action",
        "Состояние меры",
        ACTION_STATES,
        dimension="action_state",
        synonyms=("Action state", "Action status", "Статус меры"),
        example="open",
    )


INDICATOR_VALUES = Dataset(
    "indicator_values",
    "Results reported by hand",
    "Результаты, внесённые вручную",
    IndicatorValues,
    ("metric", "scope", "grain", "period", "dimension", "member"),
    row_en="One row per metric, period and member of a dimension",
    row_ru="Одна строка – один показатель за один период по одной категории разбивки",
)
INDICATOR_TARGETS = Dataset(
    "indicator_targets",
    "Targets of indicators",
    "Целевые значения показателей",
    IndicatorTargets,
    ("metric", "scope", "grain", "period", "dimension", "member"),
    row_en="One row per metric, period and member of a dimension",
    row_ru="Одна строка – один показатель за один период по одной категории разбивки",
)
DEVIATIONS = Dataset(
    "deviations",
    "Deviation narratives",
    "Пояснения к отклонениям",
    Deviations,
    ("scope", "deviation_id"),
    row_en="One row per deviation that asks for a narrative",
    row_ru="Одна строка – одно отклонение, которое требует пояснения",
)
