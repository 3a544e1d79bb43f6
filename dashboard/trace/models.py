"""The models between the sources and a metric, with their tests in this release."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.data import served
from dashboard.lineage.picture import build_picture
from dashboard.tables import Column, show_table
from dashboard.trace.figures import FigureId
from dashboard.wording import markdown, pick, text
from warehouse.lineage import (
    Node,
    UnknownNodeError,
    UnreadableLineageError,
    list_tests,
    read_lineage,
)
from warehouse.release_info import TestResult


def show_models(figure: FigureId) -> None:
    """Draw the graph of what the metric stands on, and list it with its tests."""
    st.header(markdown("trace.models_title"), anchor=False)
    release, name = served().release, f"metric.{figure.metric}"
    try:
        lineage = read_lineage(release)
        upstream = [n for layer in lineage.list_upstream(name) for n in layer]
    except (UnknownNodeError, UnreadableLineageError):
        st.markdown(f":gray[{markdown('trace.models_unknown')}]")
        return
    st.caption(markdown("trace.models_note"))
    alt = text("trace.models_alt", name=pick(vars(lineage.find(name)), "title"))
    st.mermaid_chart(build_picture(lineage, name, release), alt=alt)
    models = [node for node in upstream if node.kind in ("model", "seed", "source")]
    rows = [_build_row(node, list_tests(release, node)) for node in models]
    show_table(
        pl.DataFrame(rows),
        {
            "model": Column(text("trace.model"), width=300),
            "tests": Column(text("trace.model_tests"), width=180),
            "words": Column(text("trace.model_text"), width=600),
        },
        alt=text("trace.models_title"),
        key="trace_models",
    )


def _build_row(node: Node, tests: Sequence[TestResult]) -> dict[str, str]:
    passed = sum(test.status == "pass" for test in tests)
    said = text("trace.tests_passed", passed=passed, all=len(tests))
    return {
        "model": node.short_name,
        "tests": said if tests else text("trace.no_tests"),
        "words": pick(vars(node), "text"),
    }
