"""Answers of participants: ratings, tests and what they say months later."""

import dataframely as dy
import polars as pl

from warehouse.registers.columns import (
    code,
    day,
    identifier,
    number,
    publisher,
    reference,
    whole,
    yes_no,
)
from warehouse.registers.declaration import Dataset, Register

RATING_QUESTIONS = ("overall", "content", "trainers", "organisation", "usefulness")
RECOMMEND = "recommend"


class Evaluations(Register):
    """One row per answer to one question."""

    event_id = reference("Event id", "Код мероприятия", "event", required=True)
    response_id = identifier("Response id", "Код анкеты", required=True)
    question = code("Question", "Вопрос", (*RATING_QUESTIONS, RECOMMEND), required=True)
    score = whole(
        "Score",
        "Оценка",
        high=10,
        required=True,
        note_en="1 to 5; for the question recommend 0 to 10",
        note_ru="От 1 до 5; для вопроса recommend – от 0 до 10",
    )
    category = reference("Participant category", "Категория участника", "category")
    publisher = publisher()

    @dy.rule()
    def rating_out_of_range(cls) -> pl.Expr:  # noqa: N805 (dataframely's form)
        """Ratings run from 1 to 5; only the likelihood to recommend has 0 to 10."""
        is_rating = pl.col("question") != RECOMMEND
        return ~is_rating | pl.col("score").is_between(1, 5)


class LearningTests(Register):
    """One row per person and event."""

    event_id = reference("Event id", "Код мероприятия", "event", required=True)
    participant_id = identifier("Participant id", "Код участника")
    pre_score = number("Pre-test", "Входной тест", low=0, high=100, unit="point")
    post_score = number("Post-test", "Итоговый тест", low=0, high=100, unit="point")
    category = reference("Participant category", "Категория участника", "category")
    publisher = publisher()


class FollowUps(Register):
    """One row per person asked, months later, whether what was learned is applied."""

    event_id = reference("Event id", "Код мероприятия", "event", required=True)
    participant_id = identifier("Participant id", "Код участника", required=True)
    due_date = day("Due date", "Срок опроса", required=True)
    asked_date = day("Asked on", "Дата запроса")
    answered_date = day("Answered on", "Дата ответа")
    is_applying = yes_no("Applies what was learned", "Применяет изученное")
    category = reference("Participant category", "Категория участника", "category")
    publisher = publisher()

    @dy.rule()
    def answer_before_question(cls) -> pl.Expr:  # noqa: N805
        """Nobody answers before being asked."""
        return pl.col("answered_date") >= pl.col("asked_date")


EVALUATIONS = Dataset(
    "evaluations", "Training evaluations", "Оценки тренингов", Evaluations
)
LEARNING_TESTS = Dataset(
    "learning_tests", "Learning tests", "Входные и итоговые тесты", LearningTests
)
FOLLOW_UPS = Dataset(
    "follow_ups",
    "Follow-up surveys",
    "Опросы спустя 6 месяцев",
    FollowUps,
    ("publisher", "event_id", "participant_id"),
)
