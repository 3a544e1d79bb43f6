"""How one event was rated, what was learnt there, and what is applied since."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.dumbbells import DumbbellLabels, draw_dumbbells
from dashboard.charts.pipeline import draw_pipeline
from dashboard.charts.ratings import SCORES, RatingLabels, draw_ratings
from dashboard.charts.tooltips import MarkLabels
from dashboard.data import ask, find_audience
from dashboard.figures import Note, build_spec, show_chart
from dashboard.scopes import name_scope
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.training_words import Event
from dashboard.wording import (
    format_number,
    format_percent,
    markdown,
    pick,
    plural,
    text,
    word,
)
from warehouse.answers.trainings import fetch_training_learning, fetch_training_ratings

RECOMMEND = "recommend"


def show_evaluation(event: Event, scope: str) -> None:
    """Show ratings, learning and follow-up; of a published event, what is known.

    The public edition tells none of them of a single event.
    """
    st.header(markdown("training.evaluation"), anchor=False)
    ratings = ask(fetch_training_ratings, scope, event["event_id"])
    if event["rating_state"] == "value":
        _show_ratings(event, ratings.filter(pl.col("question_code") != RECOMMEND))
    else:
        st.markdown(markdown(f"training.ratings_{event['rating_state']}"))
    if find_audience() == "public":
        return
    if (
        event["responses_count"]
        or event["pairs_count"]
        or event["follow_up_provenance"]
    ):
        _show_effects(event, scope)


def _show_effects(event: Event, scope: str) -> None:
    learning, follow_up = st.columns(2)
    with learning:
        _show_learning(event, ask(fetch_training_learning, scope, event["event_id"]))
    with follow_up:
        _show_follow_up(event)


def _show_ratings(event: Event, ratings: pl.DataFrame) -> None:
    frame = _build_answers(event, ratings)
    summary = frame.unique("row").sort("row")
    named = [f"{row['label']}: {row['summary']}" for row in summary.to_dicts()]
    show_chart(
        build_spec(draw_ratings, frame, _build_rating_labels(), current_tokens()),
        title=text(
            "ratings.title",
            mean=format_number(event["rating_mean"], 1),
            answered=event["responses_count"],
            attended=event["attendance_count"],
        ),
        subtitle=_describe_basis(event),
        alt=text("ratings.alt", questions="; ".join(named)),
        table=frame,
        columns={
            "label": Column(text("ratings.question"), width="medium"),
            "score": Column(text("ratings.score"), "number"),
            "answers": Column(text("ratings.answers"), "number"),
            "share_text": Column(text("ratings.share")),
        },
        name="ratings",
        note=Note(event["rating_provenance"]),
    )


def _describe_basis(event: Event) -> str:
    parts = [
        text("ratings.subtitle", scope=name_scope(event["scope"])),
        text("ratings.response_rate", rate=format_percent(event["response_rate_pct"])),
    ]
    if event["recommend_net_score"] is not None:
        score = format_number(event["recommend_net_score"])
        parts.append(text("ratings.net_score", score=score))
    return " · ".join(parts)


def _build_answers(event: Event, ratings: pl.DataFrame) -> pl.DataFrame:
    rows = []
    codes = ratings["question_code"].unique(maintain_order=True)
    for number, code in enumerate(codes):
        question = ratings.filter(pl.col("question_code") == code).to_dicts()
        rows += _build_question(number, question, event["rating_provenance"])
    return pl.DataFrame(rows)


def _build_question(
    number: int, question: list[dict[str, Any]], provenance: str
) -> list[dict[str, Any]]:
    counts = {row["score"]: row["answers_count"] for row in question}
    total = sum(counts.values())
    mean = sum(score * count for score, count in counts.items()) / total
    return [
        {
            "row": number,
            "label": pick(question[0], "name"),
            "score": score,
            "answers": counts.get(score, 0),
            "answers_text": plural("ratings.answers_given", counts.get(score, 0)),
            "share_text": format_percent(100 * counts.get(score, 0) / total),
            "summary": text("ratings.summary", mean=format_number(mean, 1), n=total),
            "provenance": word("provenance", provenance),
        }
        for score in SCORES
    ]


def _build_rating_labels() -> RatingLabels:
    worst, low, middle, high, best = (
        text(f"ratings.score_{score}") for score in SCORES
    )
    return RatingLabels(
        scores=(worst, low, middle, high, best),
        question=text("ratings.question"),
        score=text("ratings.score"),
        answers=text("ratings.answers"),
        provenance=text("places.provenance"),
    )


def _show_learning(event: Event, categories: pl.DataFrame) -> None:
    if not event["pairs_count"]:
        st.markdown(markdown("learning.none"))
        return
    whole = {
        **event,
        "name": text("learning.all"),
        "provenance": event["learning_provenance"],
    }
    frame = pl.DataFrame([_build_pair(row) for row in [whole, *categories.to_dicts()]])
    labels = DumbbellLabels(
        group=text("split.participant_category"),
        before=text("learning.before"),
        after=text("learning.after"),
        n=text("learning.n"),
        provenance=text("places.provenance"),
    )
    gain = event["post_score_mean"] - event["pre_score_mean"]
    sign = "+" if gain >= 0 else "−"
    show_chart(
        build_spec(draw_dumbbells, frame, labels, current_tokens()),
        title=plural("learning.title", abs(round(gain)), sign=sign),
        subtitle=text("learning.subtitle", scope=name_scope(event["scope"])),
        alt=_describe_learning(event),
        table=frame,
        columns={
            "label": Column(labels.group, width="medium"),
            "before": Column(labels.before, "number", digits=1),
            "after": Column(labels.after, "number", digits=1),
            "n_text": Column(labels.n),
        },
        name="learning",
        note=Note(event["learning_provenance"]),
    )


def _build_pair(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": row.get("name")
        or pick(row, "name")
        or row["participant_category_code"],
        "before": row["pre_score_mean"],
        "after": row["post_score_mean"],
        "before_text": format_number(row["pre_score_mean"]),
        "after_text": format_number(row["post_score_mean"]),
        "n_text": text("learning.pairs", n=row["pairs_count"]),
        "provenance": word("provenance", row["provenance"]),
    }


def _describe_learning(event: Event) -> str:
    return text(
        "learning.alt",
        before=format_number(event["pre_score_mean"]),
        after=format_number(event["post_score_mean"]),
        n=event["pairs_count"],
    )


def _show_follow_up(event: Event) -> None:
    counts = [
        ("attended", event["attendance_count"]),
        ("asked", event["follow_ups_asked_count"]),
        ("answered", event["follow_ups_answered_count"]),
        ("applying", event["follow_ups_applying_count"]),
    ]
    if not event["follow_ups_asked_count"]:
        st.markdown(markdown("follow_up.none"))
        return
    frame = pl.DataFrame([_build_step(*step, counts, event) for step in counts])
    applying, answered = counts[3][1] or 0, counts[2][1] or 0
    show_chart(
        build_spec(
            draw_pipeline,
            frame,
            MarkLabels(
                text("follow_up.step"),
                text("follow_up.people"),
                text("places.provenance"),
            ),
            current_tokens(),
        ),
        title=text("follow_up.title", applying=applying, answered=answered),
        subtitle=text("follow_up.subtitle", scope=name_scope(event["scope"])),
        alt="; ".join(
            f"{row['label']}: {row['value_text']}" for row in frame.to_dicts()
        ),
        table=frame,
        columns={
            "label": Column(text("follow_up.step")),
            "value": Column(text("follow_up.people"), "number"),
            "value_text": Column(text("split.with_share")),
        },
        name="follow_up",
        note=Note(event["follow_up_provenance"]),
    )


def _build_step(
    step: str, count: int | None, counts: list[tuple[str, int | None]], event: Event
) -> dict[str, Any]:
    first = counts[0][1] or 0
    share = f" · {format_percent(100 * (count or 0) / first)}" if first else ""
    return {
        "label": text(f"follow_up.{step}"),
        "value": float(count or 0),
        "value_text": f"{format_number(count or 0)}{share}",
        "provenance": word("provenance", event["follow_up_provenance"]),
    }
