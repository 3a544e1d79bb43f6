"""Answers of participants: ratings, tests and what they say months later."""

import dataframely as dy
import polars as pl

from warehouse.registers.columns import (
    code,
    day,
    identifier,
    number,
    whole,
    yes_no,
)
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import (
    category,
    event,
    participant,
    publisher,
)

RATING_QUESTIONS = ("overall", "content", "trainers", "organisation", "usefulness")
RECOMMEND = "recommend"


class Evaluations(Register):
    """One row per answer to one question."""

    event_id = event()
    response_id = identifier(
        "Response id",
        "Код анкеты",
        required=True,
        synonyms=(
            *("Response", "Response number", "Questionnaire", "Questionnaire id"),
            *("Form number", "Номер анкеты", "№ анкеты", "Анкета"),
        ),
        example="response-001",
        note_en="The same for all answers on one form; says nothing of the person",
        note_ru="Один для всех ответов одной анкеты; о человеке ничего не говорит",
    )
    question = code(
        "Question",
        "Вопрос",
        (*RATING_QUESTIONS, RECOMMEND),
        required=True,
        dimension="question",
        synonyms=("Item", "Question code", "Код вопроса", "Вопрос анкеты"),
        example="content",
    )
    score = whole(
        "Score",
        "Оценка",
        high=10,
        required=True,
        unit="point",
        synonyms=("Rating", "Mark", "Points", "Answer", "Балл", "Баллы", "Ответ"),
        example="4",
        note_en="1 to 5, 5 is best; 0 to 10 for the likelihood to recommend",
        note_ru="От 1 до 5, лучшая – 5; для готовности рекомендовать – от 0 до 10",
    )
    category = category()
    publisher = publisher()

    @dy.rule()
    def rating_out_of_range(cls) -> pl.Expr:  # noqa: N805 (dataframely's form)
        """Ratings run from 1 to 5; only the likelihood to recommend has 0 to 10."""
        is_rating = pl.col("question") != RECOMMEND
        return ~is_rating | pl.col("score").is_between(1, 5)


class LearningTests(Register):
    """One row per person and event."""

    event_id = event()
    participant_id = participant()
    pre_score = number(
        "Pre-test",
        "Входной тест",
        low=0,
        high=100,
        unit="point",
        synonyms=(
            *("Pre test", "Pre", "Pre score", "Score before", "Before"),
            *("Тест до", "До обучения", "Балл до обучения"),
        ),
        example="52",
        note_en="Before the training, of 100",
        note_ru="До обучения, из 100",
    )
    post_score = number(
        "Post-test",
        "Итоговый тест",
        low=0,
        high=100,
        unit="point",
        synonyms=(
            *("Post test", "Post", "Post score", "Score after", "After"),
            *("Тест после", "После обучения", "Балл после обучения"),
        ),
        example="71",
        note_en="After the training, of 100",
        note_ru="После обучения, из 100",
    )
    category = category()
    publisher = publisher()


class FollowUps(Register):
    """One row per person asked, months later, whether what was learned is applied."""

    event_id = event()
    participant_id = participant(required=True)
    due_date = day(
        "Due date",
        "Срок опроса",
        required=True,
        synonyms=("Due", "Survey due", "Follow-up due", "Срок", "Дата опроса по плану"),
        example="2026-09-12",
        note_en="When the person is to be asked",
        note_ru="Когда человека следует опросить",
    )
    asked_date = day(
        "Asked on",
        "Дата запроса",
        synonyms=(
            "Asked",
            "Sent on",
            "Date asked",
            "Дата отправки",
            "Запрос отправлен",
        ),
        example="2026-09-14",
    )
    answered_date = day(
        "Answered on",
        "Дата ответа",
        synonyms=("Answered", "Date answered", "Response date", "Ответ получен"),
        example="2026-09-21",
        note_en="Empty while there is no answer",
        note_ru="Пусто, пока ответа нет",
    )
    is_applying = yes_no(
        "Applies what was learned",
        "Применяет изученное",
        synonyms=(
            *("Applying", "Applies", "Is applying", "Применяет"),
            *("Применяет знания", "Применение знаний"),
        ),
        example="true",
    )
    category = category()
    publisher = publisher()

    @dy.rule()
    def answer_before_question(cls) -> pl.Expr:  # noqa: N805
        """Nobody answers before being asked."""
        return pl.col("answered_date") >= pl.col("asked_date")


EVALUATIONS = Dataset(
    "evaluations",
    "Training evaluations",
    "Оценки тренингов",
    Evaluations,
    row_en="One row per answer to one question",
    row_ru="Одна строка – ответ на один вопрос",
)
LEARNING_TESTS = Dataset(
    "learning_tests",
    "Learning tests",
    "Входные и итоговые тесты",
    LearningTests,
    row_en="One row per person and event",
    row_ru="Одна строка – один человек на одном мероприятии",
)
FOLLOW_UPS = Dataset(
    "follow_ups",
    "Follow-up surveys",
    "Опросы спустя 6 месяцев",
    FollowUps,
    ("publisher", "event_id", "participant_id"),
    row_en="One row per person asked months after an event",
    row_ru="Одна строка – один человек, опрошенный спустя месяцы после мероприятия",
)
