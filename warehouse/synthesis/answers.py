"""What the example's participants answer: ratings, tests, and six months later."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.synthesis.example_people import Seats
from warehouse.synthesis.randomness import make_generator


def rate_event(seats: Seats, seed: int, form: Mapping[str, Any]) -> pl.DataFrame:
    """Ratings of one event, one row per answer.

    One person's answers go together, and all of them with the event's quality.
    """
    event, rating = seats.event, form["rating"]
    if event["quality"] is None:
        return pl.DataFrame()
    generator = make_generator(seed, f"example ratings {event['event_id']}")
    count = round(event["response_rate"] * seats.people.height)
    answering = generator.permutation(seats.people.height)[:count]
    mood = event["quality"] + generator.normal(0, rating["person_spread"], count)
    answers = pl.concat(
        [
            *(
                _rate(generator, mood + offset, question, rating)
                for question, offset in rating["questions"].items()
            ),
            _recommend(generator, mood, rating),
        ]
    )
    respondents = (
        seats.people[answering.tolist()]
        .select("event_id", "scope", "category")
        .with_row_index("respondent", offset=1)
    )
    return answers.join(respondents, on="respondent", maintain_order="left").select(
        "event_id",
        "scope",
        pl.format("{}-r{}", "event_id", "respondent").alias("response_id"),
        "question",
        "score",
        "category",
    )


def examine_people(seats: Seats, seed: int, form: Mapping[str, Any]) -> pl.DataFrame:
    """Tests before and after one event; not everybody takes both."""
    event, test = seats.event, form["test"]
    if event["gain"] is None:
        return pl.DataFrame()
    generator = make_generator(seed, f"example tests {event['event_id']}")
    count = seats.people.height
    before = generator.normal(test["pre_mean"], test["pre_spread"], count)
    gain = generator.normal(event["gain"], test["gain_spread"], count)
    both = pl.Series(generator.random(count) < test["both"])
    taken = pl.Series(generator.random(count) < test["taken"])
    return (
        seats.people.select(
            "event_id",
            "scope",
            "participant_id",
            pre_score=pl.Series(before.clip(5, 95).round()),
            post_score=pl.when(both).then(
                pl.Series((before + gain).clip(5, 100).round())
            ),
            category="category",
        )
        .filter(taken)
        .cast({"pre_score": pl.Int64, "post_score": pl.Int64})
    )


def follow_people_up(
    seats: Seats, seed: int, form: Mapping[str, Any], as_of: date
) -> pl.DataFrame:
    """Whether people apply what they learned; nothing is known after `as_of`."""
    event, asked = seats.event, form["follow_up"]
    generator = make_generator(seed, f"example follow-up {event['event_id']}")
    count = seats.people.height
    wait = pl.lit(pl.Series(generator.integers(0, asked["ask_spread_days"], count)))
    think = pl.lit(pl.Series(generator.integers(1, asked["answer_spread_days"], count)))
    answers = pl.Series(generator.random(count) < (event["answered_share"] or 0.0))
    applies = pl.Series(generator.random(count) < (event["applying_share"] or 0.0))
    due = pl.col("end_date").dt.offset_by(f"{asked['months']}mo")
    return (
        seats.people.with_columns(end_date=pl.lit(event["end_date"]))
        .with_columns(due_date=due)
        .with_columns(asked_date=pl.col("due_date") + pl.duration(days=wait))
        .with_columns(answered_date=pl.col("asked_date") + pl.duration(days=think))
        .with_columns(
            asked_date=pl.when(pl.col("asked_date") <= as_of).then("asked_date"),
            answered_date=pl.when((pl.col("answered_date") <= as_of) & answers).then(
                "answered_date"
            ),
        )
        .select(
            "event_id",
            "scope",
            "participant_id",
            "due_date",
            "asked_date",
            "answered_date",
            is_applying=pl.when(pl.col("answered_date").is_not_null()).then(applies),
            category="category",
        )
    )


def _rate(
    generator: np.random.Generator,
    level: NDArray[np.float64],
    question: str,
    form: Mapping[str, Any],
) -> pl.DataFrame:
    answer = level + generator.normal(0, form["answer_spread"], len(level))
    given = pl.Series(generator.random(len(level)) >= form["skipped"])
    return _list_answers(question, answer.round().clip(1, 5)).filter(given)


def _recommend(
    generator: np.random.Generator, mood: NDArray[np.float64], form: Mapping[str, Any]
) -> pl.DataFrame:
    slope = form["recommend_slope"] * (mood - form["recommend_middle"])
    answer = form["recommend_level"] + slope + generator.normal(0, 1, len(mood))
    return _list_answers("recommend", answer.round().clip(0, 10))


def _list_answers(question: str, scores: NDArray[np.float64]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "respondent": np.arange(1, len(scores) + 1, dtype=np.uint32),
            "question": [question] * len(scores),
            "score": scores.astype(np.int64),
        }
    )
