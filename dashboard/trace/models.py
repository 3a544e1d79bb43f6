"""The models between the sources and a metric, with their tests in this release."""

import polars as pl
import streamlit as st

from dashboard.data import served
from dashboard.lineage.picture import build_picture
from dashboard.lineage.words import count_tests, describe_node, name_node
from dashboard.tables import Column, show_table
from dashboard.trace.figures import FigureId
from dashboard.wording import markdown, text
from warehouse.lineage import (
    Node,
    UnknownNodeError,
    UnreadableLineageError,
    read_lineage,
)
from warehouse.releases import Release

_KINDS = ("model", "seed", "source")


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
    alt = text("trace.models_alt", name=name_node(lineage.find(name)))
    st.mermaid_chart(build_picture(lineage, name, release), alt=alt)
    models = [node for node in upstream if node.kind in _KINDS]
    show_table(
        pl.DataFrame([_build_row(node, release) for node in models]),
        {
            "model": Column(text("trace.model"), width=300),
            "tests": Column(text("trace.model_tests"), width=180),
            "words": Column(text("trace.model_text"), width=600),
        },
        alt=text("trace.models_title"),
        key="trace_models",
    )


def _build_row(node: Node, release: Release) -> dict[str, str]:
    return {
        "model": name_node(node),
        "tests": count_tests(node, release) or text("trace.no_tests"),
        "words": describe_node(node),
    }
