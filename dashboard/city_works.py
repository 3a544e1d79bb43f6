"""City projects: per city and project its goal, milestones, outputs, documents."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.days import name_day
from dashboard.milestones import describe_reached, name_state, show_milestones
from dashboard.statements import name_blocks
from dashboard.states import provenance_mark
from dashboard.training import describe_document
from dashboard.training_words import join_words
from dashboard.wording import escape, markdown, pick, plural, text
from warehouse.answers.projects import fetch_documents, fetch_milestones, fetch_projects

PROJECT_WIDTH = 520

Row = dict[str, Any]


@dataclass(frozen=True)
class Work:
    """One project with its milestones and documents."""

    project: Row
    milestones: list[Row]
    documents: list[Row]

    @property
    def has_dates(self) -> bool:
        """Whether there is a date to draw."""
        return any(row["planned_date"] or row["actual_date"] for row in self.milestones)


def show_city_projects(scope: str) -> None:
    """Show every city of the scope with its projects."""
    projects = ask(fetch_projects, scope).to_dicts()
    if not projects:
        st.markdown(markdown("projects.none"))
        return
    milestones = ask(fetch_milestones, scope).to_dicts()
    documents = ask(fetch_documents, scope).to_dicts()
    for city, group in groupby(projects, key=_name_city):
        st.header(escape(city), anchor=False)
        _show_city(
            [Work(p, _select(milestones, p), _select(documents, p)) for p in group]
        )


def _name_city(project: Row) -> str:
    parts = (pick(project, "municipality_name"), pick(project, "region_name"))
    return ", ".join(part for part in parts if part)


def _select(rows: list[Row], project: Row) -> list[Row]:
    return [row for row in rows if row["project_id"] == project["project_id"]]


def _show_city(works: list[Work]) -> None:
    """Works with dates beside their milestones; those without side by side."""
    for work in works:
        if work.has_dates:
            _show_dated(work)
    undated = [work for work in works if not work.has_dates]
    if not undated:
        return
    with st.grid(min_column_width=PROJECT_WIDTH):
        for work in undated:
            with st.container(border=True, height="stretch"):
                _show_words(work.project, work.milestones, work.documents)


def _show_dated(work: Work) -> None:
    words, chart = st.columns([2, 3])
    with words, st.container(border=True, height="stretch"):
        _show_words(work.project, work.milestones, work.documents)
    with chart:
        show_milestones(work.project, work.milestones)


def _show_words(project: Row, milestones: list[Row], documents: list[Row]) -> None:
    st.subheader(escape(pick(project, "name")), anchor=False)
    st.caption(escape(_describe_kind(project)))
    st.markdown(escape(pick(project, "goal")))
    st.markdown(escape(_describe_progress(project, milestones)))
    outputs = [row for row in milestones if row["output_kind"]]
    _show_list("projects.outputs", [_describe_output(row) for row in outputs])
    _show_list("projects.documents", [describe_document(row) for row in documents])
    if blocks := name_blocks(project["block_ids"]):
        st.caption(markdown("projects.blocks", blocks=blocks))


def _describe_kind(project: Row) -> str:
    return join_words(
        pick(project, "kind_name"),
        pick(project, "field_name"),
        pick(project, "status_name"),
        provenance_mark(project["provenance"]),
    )


def _describe_progress(project: Row, milestones: list[Row]) -> str:
    late = project["milestones_overdue_count"]
    return join_words(
        _describe_start(project),
        describe_reached(milestones),
        plural("projects.overdue", late) if late else "",
    )


def _describe_start(project: Row) -> str:
    day = name_day(project["start_date"], project["start_precision"])
    return text("projects.start", day=day) if day else ""


def _describe_output(milestone: Row) -> str:
    return join_words(
        pick(milestone, "name"),
        name_state(milestone),
        name_day(milestone["actual_date"], milestone["actual_precision"]),
    )


def _show_list(heading: str, lines: list[str]) -> None:
    if lines:
        st.markdown(f"**{markdown(heading)}**")
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))
