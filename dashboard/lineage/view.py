"""One node of the release: a graph, its tests, and all it stands on and carries."""

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape as escape_html
from typing import Any

import polars as pl
import streamlit as st

from dashboard.data import served
from dashboard.docs_route import build_docs_link
from dashboard.figures import Note, describe_filters, offer_download
from dashboard.filters import choose_one
from dashboard.fragments import fragment
from dashboard.lineage.picture import build_picture
from dashboard.lineage.words import (
    count_tests,
    describe_node,
    find_language,
    name_kind,
    name_node,
)
from dashboard.release_tests import build_test_columns, build_test_row
from dashboard.tables import Column, show_table
from dashboard.wording import escape, markdown, plural, text
from warehouse.lineage import (
    Layers,
    Lineage,
    Node,
    UnreadableLineageError,
    list_tests,
    read_lineage,
)

LINEAGE = "lineage"
CHOICE_WIDTH = 640
_KINDS_IN_ORDER = ("exposure", "metric", "model", "semantic_model", "source", "seed")


@fragment(key=LINEAGE)
def show_lineage() -> None:
    """Choose a page, an indicator or a model; show what is before and behind it."""
    try:
        lineage = read_lineage(served().release)
    except UnreadableLineageError:
        st.warning(markdown("lineage.unreadable"), icon=":material/warning:")
        return
    node = _choose(lineage)
    if words := describe_node(node):
        st.html(f'<p lang="{find_language(node)}">{escape_html(words)}</p>')
    link = build_docs_link(served().release, node)
    if link:
        st.markdown(f":small[[{markdown('lineage.docs')}]({link})]")
    picture, steps = st.columns([2, 3])
    with picture:
        st.mermaid_chart(
            build_picture(lineage, node.name, served().release),
            alt=text("lineage.alt", node=name_node(node)),
            width="content",
        )
    with steps:
        _show_tests(node)
        _show_steps(lineage, node)


def _choose(lineage: Lineage) -> Node:
    ordered = sorted(lineage.nodes.values(), key=_rank)
    options = {node.name: f"{name_kind(node)}: {name_node(node)}" for node in ordered}
    with st.container(width=CHOICE_WIDTH):
        chosen = choose_one(
            "node", options, label=markdown("filter.node"), reruns=[LINEAGE]
        )
    return lineage.find(chosen)


def _rank(node: Node) -> tuple[int, bool, str]:
    is_inner = node.kind == "model" and node.folder != "marts"
    return _KINDS_IN_ORDER.index(node.kind), is_inner, node.name


def _show_tests(node: Node) -> None:
    tests = list_tests(served().release, node)
    if tests:
        st.subheader(markdown("lineage.tests"), anchor=False)
        st.caption(escape(count_tests(node, served().release)))
        table = pl.DataFrame([build_test_row(test) for test in tests])
        columns = build_test_columns()
        del columns["models"]
        show_table(table, columns, alt=text("lineage.tests"), key="lineage_tests")


def _show_steps(lineage: Lineage, node: Node) -> None:
    upstream = lineage.list_upstream(node.name)
    downstream = lineage.list_downstream(node.name)
    found = [*_list_steps(upstream, -1), *_list_steps(downstream, 1)]
    st.subheader(markdown("lineage.steps"), anchor=False)
    counts = (
        plural("lineage.upstream", sum(map(len, upstream))),
        plural("lineage.downstream", sum(map(len, downstream))),
    )
    st.caption(escape(f"{', '.join(counts)}. {text('lineage.hint')}"))
    table = pl.DataFrame([_build_row(step, near) for step, near in found])
    key = f"steps_{node.name}"
    go = partial(_go_to, table["node"].to_list(), key)
    show_table(table, _build_columns(), alt=text("lineage.steps"), key=key, on_pick=go)
    note = Note(
        definition=text("lineage.note"),
        filters=describe_filters({"node": node.name}),
    )
    offer_download(table, name="lineage", note=note)


def _go_to(nodes: Sequence[str], key: str) -> None:
    """Show the node of the row that was picked."""
    rows = st.session_state[key].selection.rows
    if rows:
        st.query_params["node"] = nodes[rows[0]]
        st.rerun()


def _list_steps(layers: Layers, sign: int) -> Iterator[tuple[int, Node]]:
    for step, layer in enumerate(layers, 1):
        for node in layer:
            yield sign * step, node


def _build_row(step: int, node: Node) -> dict[str, Any]:
    way = "lineage.before" if step < 0 else "lineage.behind"
    return {
        "place": plural(way, abs(step)),
        "kind": name_kind(node),
        "title": name_node(node),
        "description": describe_node(node),
        "tests": count_tests(node, served().release),
        "node": node.name,
        "step": step,
    }


def _build_columns() -> dict[str, Column]:
    return {
        "title": Column(text("lineage.title_of_node"), width=300),
        "kind": Column(text("lineage.kind"), width=140),
        "place": Column(text("lineage.place"), width=150),
        "tests": Column(text("lineage.tests"), width=170),
        "description": Column(text("dictionary.description"), width=640),
    }
