"""The tracking table (PITT): target and actual of every indicator, and its parts."""

import polars as pl
import streamlit as st

from dashboard.figures import Note, offer_download
from dashboard.fragments import fragment
from dashboard.indicators.choices import FOUND, read_chosen
from dashboard.indicators.framework import LIFE, Period
from dashboard.indicators.opening import open_indicator
from dashboard.indicators.tracking_file import build_file
from dashboard.indicators.tracking_rows import (
    RECOMPUTED_MARK,
    Cells,
    Table,
    build_rows,
    find_places,
    gather,
    name_cell,
)
from dashboard.period_names import name_period
from dashboard.states import explain_suppressed, provenance_mark, weakest_provenance
from dashboard.tables import Column, show_table
from dashboard.trace.figures import FigureId, read_figure
from dashboard.trace.opening import offer_trace
from dashboard.trace.picking import FIGURE
from dashboard.wording import escape, markdown, plural, text

TABLE = "tracking_table"
ROW_HEIGHT = 76
VIEW_HEIGHT = 700
PHONE = "Mobi"
"""What browsers on phones say of themselves."""

# Streamlit lets go of all pinned columns if they take more than three fifths of the
# table. On a phone no more than the first fits, with the column of check boxes.
WIDTHS = {
    "indicator": 178,
    "status": 140,
    "narrative": 420,
    "result": 260,
    "rollup": 260,
    "evidence": 260,
    "source": 200,
}
DETAILS = (
    "unit",
    "direction",
    "baseline",
    "disaggregation",
    "category",
    "narrative",
    "level",
    "result",
    "rollup",
    "source",
    "evidence",
    "assessment",
    "as_of",
    "release",
)


@fragment(key=FOUND)
def show_tracking_table(scope: str) -> None:
    """Show what the filters leave, with its download.

    A row opens its indicator; for a cell with an actual its trace is offered.
    """
    table = gather(scope, read_chosen(scope))
    rows = build_rows(table)
    if not rows:
        st.info(markdown("figure.nothing"), icon=":material/filter_alt_off:")
        return
    found = len(find_places(table))
    provenance = find_provenance(table)
    mark = provenance_mark(provenance)
    columns = build_columns(table)
    frame = _build_frame(rows, columns)
    hidden = explain_suppressed(frame)
    said = (text("tracking.hint"), _say_recomputed(table), mark, *hidden)
    st.caption(escape(" · ".join(filter(None, said))))
    _offer_trace_of_cell(rows, table)
    picked = show_table(
        frame,
        columns,
        alt=plural("tracking.alt", found),
        key=TABLE,
        row_height=ROW_HEIGHT,
        view_height=VIEW_HEIGHT,
        is_selectable=True,
        has_cells=True,
    )
    note = Note(
        provenance, definition=text("tracking.rule"), filters=table.chosen.words
    )
    offer_download(build_file(table), name=TABLE, note=note)
    chosen = [rows[place].get("metric") for place in picked.selection.rows]
    if chosen and chosen[0]:
        open_indicator(chosen[0])


def _offer_trace_of_cell(rows: list[Cells], table: Table) -> None:
    """A button for the figure whose cell is picked; it waits until one is.

    A cell is picked by passing over it with the arrow keys as well, so that a panel
    which opened at once would stand in the way of a reader without a mouse.
    """
    words, figure = _find_picked(rows, table)
    with st.container(horizontal=True, vertical_alignment="center"):
        offer_trace(figure, key=TABLE)
        st.caption(escape(words), width="content")


def _find_picked(rows: list[Cells], table: Table) -> tuple[str, FigureId | None]:
    """The picked cell in words, and its figure; what to do where there is none.

    A target and what was met of it are told by the figure that they are held against.
    """
    state = st.session_state.get(TABLE)
    for place, name in state.selection.cells if state else ():
        row = rows[place] if place < len(rows) else {}
        for period in table.periods:
            figure = read_figure(row.get(name_cell(FIGURE, period), ""))
            told = {name_cell(part, period) for part in ("target", "actual", "met")}
            if name in told and figure and row[name]:
                head = _build_period(period)[name].head
                return f"{row['indicator'].strip()} · {head} · {row[name]}", figure
    return text("tracking.cell_hint"), None


def _say_recomputed(table: Table) -> str:
    """What the mark of a recomputed value means; nothing where there is none."""
    shown = {(p.metric, period) for p in find_places(table) for period in table.periods}
    if not shown & table.recomputed:
        return ""
    return text("tracking.recomputed", mark=RECOMPUTED_MARK)


def find_provenance(table: Table) -> str:
    """The provenance of the table: that of its weakest figure."""
    rows = (row for totals in table.totals.values() for row in totals.values())
    return weakest_provenance(row["provenance"] for row in rows)


def _build_frame(rows: list[Cells], columns: dict[str, Column]) -> pl.DataFrame:
    schema = dict.fromkeys(columns, pl.String)
    return pl.DataFrame([{n: row.get(n, "") for n in columns} for row in rows], schema)


def build_columns(table: Table) -> dict[str, Column]:
    """Indicator and status stay in sight; then figures by period, and the rest."""
    pinned = list_pinned()
    columns = {
        name: Column(
            text(f"tracking.{name}"), width=WIDTHS[name], is_pinned=name in pinned
        )
        for name in ("indicator", "status")
    }
    for period in table.periods:
        columns |= _build_period(period)
    return columns | {
        name: Column(text(f"tracking.{name}"), width=WIDTHS.get(name))
        for name in DETAILS
    }


def list_pinned() -> tuple[str, ...]:
    """Columns that stay in sight: on a phone, the indicator alone."""
    is_phone = PHONE in st.context.headers.get("User-Agent", "")
    return ("indicator",) if is_phone else ("indicator", "status")


def _build_period(period: Period) -> dict[str, Column]:
    is_life = period.grain == LIFE
    name = text("tracking.life") if is_life else name_period(period.grain, period.day)
    return {
        name_cell(part, period): Column(
            text("tracking.in_period", period=name, part=text(f"tracking.{part}")),
            "figure",
        )
        for part in ("target", "actual", "met")
    }
