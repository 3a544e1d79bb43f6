"""Stages of practices and partnerships: counted, or only told in words."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.pipeline import draw_pipeline
from dashboard.charts.tooltips import MarkLabels
from dashboard.data import ask
from dashboard.figures import Note, build_spec, show_chart
from dashboard.scopes import name_scope
from dashboard.statements import name_blocks
from dashboard.states import state_markdown, weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.wording import (
    escape,
    format_number,
    format_percent,
    markdown,
    pick,
    text,
    word,
)
from warehouse.answers.pipelines import fetch_pipeline

Row = dict[str, Any]


def show_pipeline(pipeline: str, scope: str, goal: str) -> None:
    """Show how many came to each stage; where nobody counted, the words published.

    `goal` is the stage that the title speaks of.
    """
    stages = ask(fetch_pipeline, pipeline, scope).to_dicts()
    counted = [row for row in stages if row["items_count"] is not None]
    if any(row["items_count"] for row in counted):
        _show_counts(pipeline, scope, goal, counted)
    elif all(row["state"] == "not_applicable" for row in stages):
        _show_absence(pipeline)
    else:
        _show_words(pipeline, stages)


def _show_absence(pipeline: str) -> None:
    with st.container(border=True, gap="xsmall", key=f"pipeline_{pipeline}"):
        st.markdown(state_markdown("not_applicable"))
        st.markdown(markdown(f"pipeline.not_applicable_{pipeline}"))


def _show_words(pipeline: str, stages: list[Row]) -> None:
    with st.grid(min_column_width=208):
        for row in stages:
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.caption(escape(pick(row, "stage_name")))
                st.markdown(state_markdown(row["state"]))
                said = pick(row, "statement")
                if said:
                    st.markdown(escape(said))
                    st.caption(escape(name_blocks(row["block_ids"])))


def _show_counts(pipeline: str, scope: str, goal: str, stages: list[Row]) -> None:
    first = stages[0]["items_count"]
    frame = pl.DataFrame([_build_row(row, first) for row in stages])
    reached = next(row for row in stages if row["stage"] == goal)
    labels = MarkLabels(
        text("pipeline.stage"), text("pipeline.count"), text("places.provenance")
    )
    show_chart(
        build_spec(draw_pipeline, frame, labels, current_tokens()),
        title=text(
            f"pipeline.title_{pipeline}",
            first=first,
            count=reached["items_count"],
            stage=pick(reached, "stage_name"),
        ),
        subtitle=text(f"pipeline.subtitle_{pipeline}", scope=name_scope(scope)),
        alt="; ".join(
            f"{row['label']}: {row['value_text']}" for row in frame.to_dicts()
        ),
        table=frame,
        columns={
            "label": Column(labels.name),
            "value": Column(labels.value, "number"),
            "value_text": Column(text("split.with_share")),
            "provenance": Column(labels.provenance),
        },
        name=f"pipeline_{pipeline}",
        note=Note(
            weakest_provenance(row["provenance"] for row in stages),
            definition=text("pipeline.rule"),
        ),
    )


def _build_row(row: Row, first: int) -> dict[str, Any]:
    count = row["items_count"]
    share = f" · {format_percent(100 * count / first)}" if first else ""
    return {
        "label": pick(row, "stage_name"),
        "value": float(count),
        "value_text": f"{format_number(count)}{share}",
        "provenance": word("provenance", row["provenance"]),
    }
