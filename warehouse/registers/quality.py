"""Assessments of data quality: a person's checklist, one row an answer."""

from warehouse.registers.columns import code, day, identifier, text
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.performance import ACTION_STATES
from warehouse.registers.recurring_columns import metric

ANSWERS = ("yes", "partly", "no", "not_applicable")


class QualityAssessments(Register):
    """One row per assessment of a metric and question of the checklist."""

    assessment_id = identifier(
        "Assessment id",
        "Код оценки качества",
        required=True,
        synonyms=(
            *("Assessment code", "Assessment number", "DQA id", "DQA number"),
            *("Код ОКД", "Номер ОКД", "Номер оценки качества"),
        ),
        example="assessment-1",
        note_en="The same in all rows of one assessment",
        note_ru="Один и тот же во всех строках одной оценки",
    )
    metric = metric()
    assessed_date = day(
        "Assessed on",
        "Дата оценки",
        required=True,
        synonyms=("Assessment date", "Date of assessment", "DQA date", "Дата ОКД"),
        example="2026-05-18",
    )
    assessor_role = text(
        "Assessed by (role)",
        "Кто оценивал (роль)",
        required=True,
        dimension="owner_role",
        synonyms=("Assessor role", "Reviewer role", "Assessor", "Роль оценивавшего"),
        example="monitoring_officer",
        note_en="A role or post, never a person's name",
        note_ru="Роль или должность, но не фамилия",
    )
    next_date = day(
        "Next assessment",
        "Следующая оценка",
        synonyms=("Next assessment on", "Next DQA", "Дата следующей оценки"),
        example="2027-05-18",
    )
    question_id = text(
        "Question",
        "Вопрос",
        required=True,
        dimension="quality_question",
        is_closed=True,
        synonyms=("Question id", "Question code", "Checklist item", "Код вопроса"),
        example="validity_1",
        note_en="A question of the checklist, as in the list",
        note_ru="Вопрос контрольного листа, как в перечне",
    )
    answer = code(
        "Answer",
        "Ответ",
        ANSWERS,
        required=True,
        dimension="quality_answer",
        synonyms=("Finding", "Result", "Вывод"),
        example="partly",
    )
    comment_en = text(
        "Comment (English)",
        "Комментарий (английский)",
        synonyms=("Comment", "Comment in English", "Комментарий на английском"),
        example="What was found",
        note_en="What the answer rests on; no names of people",
        note_ru="На чём основан ответ; без имён людей",
    )
    comment_ru = text(
        "Comment (Russian)",
        "Комментарий (русский)",
        synonyms=("Comment in Russian", "Комментарий", "Комментарий на русском"),
        example="What was found",
        example_ru="Что выявлено",
        note_en="What the answer rests on; no names of people",
        note_ru="На чём основан ответ; без имён людей",
    )
    recommendation_en = text(
        "Recommendation (English)",
        "Рекомендация (английский)",
        synonyms=("Recommendation", "Рекомендация на английском"),
        example="What should be done about it",
    )
    recommendation_ru = text(
        "Recommendation (Russian)",
        "Рекомендация (русский)",
        synonyms=("Recommendation in Russian", "Рекомендация"),
        example="What should be done about it",
        example_ru="Что следует сделать",
    )
    recommendation_due_date = day(
        "Follow-up due on",
        "Срок исполнения",
        synonyms=("Follow-up due", "Recommendation due", "Due date", "Срок"),
        example="2026-09-30",
        note_en="By when the recommendation is to be followed",
        note_ru="К какому дню рекомендация должна быть выполнена",
    )
    recommendation_state = code(
        "State of the follow-up",
        "Состояние исполнения",
        ACTION_STATES,
        dimension="action_state",
        synonyms=("Follow-up state", "Follow-up status", "Статус исполнения"),
        example="open",
    )
    progress_en = text(
        "What was done (English)",
        "Что сделано (английский)",
        synonyms=("What was done", "Follow-up note", "Что сделано на английском"),
        example="What has been done so far",
    )
    progress_ru = text(
        "What was done (Russian)",
        "Что сделано (русский)",
        synonyms=("What was done in Russian", "Что сделано", "Ход исполнения"),
        example="What has been done so far",
        example_ru="Что уже сделано",
    )


QUALITY_ASSESSMENTS = Dataset(
    "quality_assessments",
    "Data quality assessments",
    "Оценки качества данных",
    QualityAssessments,
    ("scope", "assessment_id", "question_id"),
    row_en="One row per assessment and question of the checklist",
    row_ru="Одна строка – ответ на один вопрос контрольного листа в одной оценке",
)
