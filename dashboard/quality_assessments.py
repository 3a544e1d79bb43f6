"""Assessments that people made: a dated checklist, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.members import name_members
from dashboard.states import provenance_mark
from dashboard.wording import escape, format_date, markdown, pick, plural, text
from warehouse.answers.quality import fetch_assessments

Answer = dict[str, Any]

_ICONS = {
    "yes": ("green", "check_circle"),
    "partly": ("orange", "contrast"),
    "no": ("red", "cancel"),
    "not_applicable": ("gray", "remove"),
}


def list_assessments(scope: str, metric: str) -> list[list[Answer]]:
    """The assessments of an indicator as lists of answers, the newest one first."""
    answers = ask(fetch_assessments, scope).filter(metric=metric).to_dicts()
    return [
        list(group) for _, group in groupby(answers, lambda row: row["assessment_id"])
    ]


def show_assessments(metric: str, scope: str) -> None:
    """Show the newest assessment in full and earlier ones folded, or that none is."""
    st.subheader(markdown("quality.assessment_title"), anchor=False)
    assessments = list_assessments(scope, metric)
    if not assessments:
        st.markdown(f":gray[:material/edit_off: {markdown('quality.not_assessed')}]")
        st.caption(markdown("quality.not_assessed_note"))
        return
    for number, answers in enumerate(assessments):
        _show_assessment(answers, number)


def _show_assessment(answers: Sequence[Answer], number: int) -> None:
    first = answers[0]
    st.markdown(f"**{escape(describe_assessment(first))}**")
    note = [_count_answers(answers), _name_next(first), pick(first, "source_title")]
    note.append(provenance_mark(first["provenance"]))
    st.caption(" · ".join(escape(part) for part in note if part))
    _show_recommendations(answers)
    words = plural("quality.checklist", len(answers))
    key = f"checklist_{first['metric']}_{number}"
    with st.expander(words, icon=":material/checklist:", key=key):
        for standard, group in groupby(answers, lambda row: row["standard"]):
            st.markdown(f"**{escape(name_members('quality_standard')[standard])}**")
            st.markdown("\n".join(f"- {_describe_answer(row)}" for row in group))


def describe_assessment(answer: Answer) -> str:
    """Day and role of an assessment; plain text."""
    roles = name_members("owner_role")
    role = roles.get(answer["assessor_role"], answer["assessor_role"])
    return f"{format_date(answer['assessed_date'])} · {role}"


def _count_answers(answers: Sequence[Answer]) -> str:
    counts = Counter(row["answer"] for row in answers)
    names = name_members("quality_answer")
    return ", ".join(
        f"{name.lower()}: {counts[code]}"
        for code, name in names.items()
        if counts[code]
    )


def _name_next(answer: Answer) -> str:
    if answer["next_date"] is None:
        return text("quality.next_unplanned")
    return text("quality.next_planned", day=answer["next_date"])


def _describe_answer(answer: Answer) -> str:
    colour, icon = _ICONS[answer["answer"]]
    word = escape(name_members("quality_answer")[answer["answer"]])
    badge = f":{colour}-badge[:material/{icon}: {word}]"
    comment = escape(pick(answer, "comment"))
    return f"{badge} {escape(pick(answer, 'question'))} :gray[{comment}]".strip()


def _show_recommendations(answers: Sequence[Answer]) -> None:
    advice = [row for row in answers if row["recommendation_state"]]
    if not advice:
        return
    st.markdown(f"**{markdown('quality.recommendations')}**")
    st.markdown("\n".join(f"- {_describe_recommendation(row)}" for row in advice))


def _describe_recommendation(answer: Answer) -> str:
    progress = escape(pick(answer, "progress"))
    parts = (
        follow_up_badge(answer),
        escape(pick(answer, "recommendation")),
        f":gray[{escape(_name_due(answer))}]" if _name_due(answer) else "",
        f":gray[{progress}]" if progress else "",
    )
    return " ".join(part for part in parts if part)


def follow_up_badge(answer: Answer) -> str:
    """Whether a recommendation is done, open or late, in icon and word."""
    if answer["days_late"]:
        late = escape(plural("quality.days_late", answer["days_late"]))
        return f":red-badge[:material/schedule: {late}]"
    colour, icon = {"done": ("green", "task_alt"), "open": ("gray", "pending")}[
        answer["recommendation_state"]
    ]
    word = escape(name_members("action_state")[answer["recommendation_state"]])
    return f":{colour}-badge[:material/{icon}: {word}]"


def _name_due(answer: Answer) -> str:
    due = answer["recommendation_due_date"]
    return text("quality.due", day=due) if due else ""
