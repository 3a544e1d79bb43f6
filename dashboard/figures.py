"""A chart in its frame: title, subtitle, text alternative, table and download."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any

import polars as pl
import streamlit as st
from altair import TopLevelMixin

from dashboard.data import served, shown
from dashboard.downloads import CSV, offer_file
from dashboard.filters import scope
from dashboard.fragments import fragment
from dashboard.reporting import show_figure_report
from dashboard.states import explain_suppressed, provenance_mark
from dashboard.tables import Column, show_table, write_csv
from dashboard.trace.marks import is_pickable, make_pickable, show_traced_chart
from dashboard.trace.picking import FIGURE, show_traced_table
from dashboard.wording import current_language, escape, markdown, text

SPECS_KEPT = 256

Spec = dict[str, Any]


@dataclass(frozen=True)
class Note:
    """What a download says about itself beside its rows, all plain text.

    Attributes:
        definition: what is counted and by which rule.
        filters: as `describe_filters` has them, empty where nothing is chosen.
        scope: whose figures they are, where it is not the page's scope.
    """

    provenance: str = "reported"
    definition: str = ""
    filters: str = ""
    scope: str = ""


def build_spec(draw: Callable[..., Any], *arguments: Any) -> Spec:
    """The Vega-Lite of `draw(*arguments)`, cached by arguments and language."""
    name = f"{draw.__module__}.{draw.__qualname__}"
    build = _build_current if shown().is_current else _build_old
    return build(name, current_language(), arguments, draw)


def show_chart(
    chart: Spec | TopLevelMixin | None,
    *,
    title: str,
    subtitle: str,
    alt: str,
    table: pl.DataFrame,
    name: str,
    columns: Mapping[str, Column] | None = None,
    note: Note | None = None,
    remarks: Sequence[str] = (),
    is_open: bool = False,
) -> None:
    """Show a chart with its table and download; all words are plain text.

    Args:
        chart: none where the title says all there is.
        title: the finding or the question.
        subtitle: measure, unit, scope, n.
        alt: one sentence that says what the chart shows.
        table: the rows behind the chart; `columns` says how they are shown. With a
            column `figure` each row leads to where its figure comes from, and so does
            each mark of a chart whose rows have it.
        name: unique on the page; the stem of the file's name.
        remarks: what a reader of the chart has to know, one line each.
        is_open: the table stands under the chart instead of in a fold.
    """
    note = note or Note()
    note = replace(
        note, definition=" · ".join(filter(None, (subtitle, note.definition)))
    )
    with st.container(border=True, height="stretch", key=f"figure_{name}"):
        st.subheader(escape(title), anchor=False)
        st.caption(_join_words(subtitle, provenance_mark(note.provenance)))
        if table.is_empty():
            st.markdown(f":gray[{markdown('figure.nothing')}]")
            return
        if chart is not None:
            spec = chart if isinstance(chart, dict) else chart.to_dict()
            _draw_chart(dress(spec), alt=alt, key=f"chart_{name}")
            if is_pickable(spec):
                remarks = (*remarks, text("trace.mark_hint"))
            remarks = (*remarks, *explain_suppressed(table))
        if remarks:
            st.caption("  \n".join(escape(remark) for remark in remarks))
        show = _show_rows if is_open else show_rows
        show(table, columns or _plain_columns(table), name=name, note=note)


def _draw_chart(spec: Spec, *, alt: str, key: str) -> None:
    draw = show_traced_chart if is_pickable(spec) else st.vega_lite_chart
    draw(spec, alt=alt, key=key)


@fragment
def show_rows(
    table: pl.DataFrame, columns: Mapping[str, Column], *, name: str, note: Note
) -> None:
    """A fold with the rows of a chart and their download; empty until it is opened."""
    panel = st.expander(
        markdown("figure.rows"),
        icon=":material/table_rows:",
        on_change="rerun",
        type="compact",
        key=f"rows_{name}",
    )
    if not panel.open:
        return
    with panel:
        _show_rows(table, columns, name=name, note=note)


def _show_rows(
    table: pl.DataFrame, columns: Mapping[str, Column], *, name: str, note: Note
) -> None:
    is_traced = FIGURE in table.columns and table[FIGURE].count() > 0
    show = show_traced_table if is_traced else show_table
    show(table, columns, alt=text("figure.rows"), key=f"table_{name}")
    offer_download(table, name=name, note=note)
    show_figure_report(name)


def offer_download(table: pl.DataFrame, *, name: str, note: Note) -> None:
    """A button that saves a table as CSV; the file is written when it is asked for."""
    release = served().release.id
    offer_file(
        markdown("figure.download"),
        partial(write_csv, table, describe(note)),
        file_name=f"{name}_{note.scope or scope()}_{release}.csv",
        mime=CSV,
        key=f"download_{name}",
        release=release,
    )


def describe(note: Note) -> dict[str, str]:
    """The columns that every row of a download carries, beside its time."""
    info = served().release.info
    whose = note.scope or scope()
    return {
        "scope": whose,
        "provenance": note.provenance,
        "definition": note.definition,
        "filters": note.filters or text("filters.none"),
        "release": info.id,
        "edition": info.edition,
        "as_of": info.as_of.get(whose, info.created_at.date()).isoformat(),
        "notice": text("download.notice"),
    }


def describe_filters(chosen: Mapping[str, str]) -> str:
    """Filters in words, `Status: Held; Field: Roads`; empty without any.

    `chosen` maps keys of the address to the words chosen, without those left open.
    """
    return "; ".join(
        f"{text(f'filter.{key}')}: {words}" for key, words in chosen.items() if words
    )


# Sessions share a specification: `dress` copies what Streamlit changes in it.
@st.cache_resource(max_entries=SPECS_KEPT, show_spinner=False)
def _build_current(
    name: str, language: str, arguments: tuple[Any, ...], _draw: Callable[..., Any]
) -> Spec:
    return _compile(_draw, arguments)


@st.cache_resource(max_entries=SPECS_KEPT, show_spinner=False)
def _build_old(
    name: str, language: str, arguments: tuple[Any, ...], _draw: Callable[..., Any]
) -> Spec:
    return _compile(_draw, arguments)


def _compile(draw: Callable[..., Any], arguments: tuple[Any, ...]) -> Spec:
    # Validating costs ten times the rest; the tests validate every chart.
    spec = make_pickable(draw(*arguments).to_dict(validate=False))
    datasets = spec.get("datasets", {})
    packed = {key: _pack_rows(rows) for key, rows in datasets.items()}
    return {**spec, "datasets": packed}


def _pack_rows(rows: list[dict[str, Any]]) -> bytes | list[dict[str, Any]]:
    """Rows as an Arrow stream, which Streamlit passes on as it is; shapes unchanged."""
    frame = pl.DataFrame(rows, infer_schema_length=None, strict=False)
    if any(kind.is_nested() for kind in frame.dtypes):
        return rows
    stream = BytesIO()
    frame.write_ipc_stream(stream, compat_level=pl.CompatLevel.oldest())
    return stream.getvalue()


def dress(spec: Spec) -> Spec:
    """A specification for Streamlit: numbers as the language has them, marks silent."""
    locale = {
        "number": {
            "decimal": text("chart.decimal"),
            "thousands": text("chart.thousands"),
            "grouping": [3],
            "currency": ["", ""],
        }
    }
    config = spec.get("config", {})
    # The chart is one picture with one text; its marks say nothing by themselves.
    silent = {"aria": False, "mark": {**config.get("mark", {}), "aria": False}}
    return {**spec, "config": {**config, **silent, "locale": locale}}


def _plain_columns(table: pl.DataFrame) -> dict[str, Column]:
    return {
        name: Column(name, "number" if kind.is_numeric() else "text")
        for name, kind in table.schema.items()
    }


def _join_words(*parts: str) -> str:
    return " · ".join(escape(part) for part in parts if part)
