"""What came of the latest query: rows, a refusal, or a clock."""

from datetime import UTC, datetime
from functools import partial

import polars as pl
import streamlit as st

from dashboard.downloads import CSV, offer_file
from dashboard.fragments import fragment
from dashboard.free_query.session import Asked, stop_query
from dashboard.tables import Column, Kind, show_table, write_csv
from dashboard.wording import escape, markdown, plural, text
from warehouse.free_query.order import RefusedQueryError
from warehouse.free_query.running import Rows
from warehouse.settings import load_settings

SECONDS_BETWEEN_LOOKS = 0.5
# Nobody can tell which rows went into an answer: it is no better than any of them.
_WEAKEST = {"demo": "illustrative", "live": "imported", "reported": "reported"}


def show_outcome(asked: Asked) -> None:
    """Show the result of a query, or watch it run."""
    outcome = asked.outcome
    if outcome is None:
        _watch(asked)
        return
    with st.container(border=True, key="sql_result"):
        if isinstance(outcome, RefusedQueryError):
            _show_refusal(outcome)
        else:
            _show_rows(asked, outcome)


@fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch(asked: Asked) -> None:
    if asked.outcome is not None:
        st.rerun()
    seconds = int((datetime.now(UTC) - asked.at).total_seconds())
    most = load_settings().query_seconds
    with st.container(border=True, key="sql_running"):
        st.progress(
            min(seconds / most, 1.0),
            text=markdown("sql.running", seconds=seconds, most=most),
        )
        st.button(
            markdown("sql.stop"),
            icon=":material/stop:",
            on_click=stop_query,
            args=(asked,),
            key="sql_stop",
        )


def _show_refusal(refusal: RefusedQueryError) -> None:
    settings = load_settings()
    words = markdown(
        f"sql.refused_{refusal.reason}",
        detail=refusal.detail,
        seconds=settings.query_seconds,
        memory=settings.query_memory,
    )
    if refusal.reason == "stopped":
        st.info(words, icon=":material/stop_circle:")
        return
    st.error(words, icon=":material/block:")
    if refusal.reason == "wrong":
        st.code(refusal.detail, language=None, wrap_lines=True)


def _show_rows(asked: Asked, found: Rows) -> None:
    count = plural("sql.rows", found.frame.height)
    st.subheader(escape(count), anchor=False)
    release = asked.release.id
    st.caption(markdown("sql.asked", seconds=round(found.seconds, 1), release=release))
    if found.is_cut:
        words = plural("sql.cut", found.frame.height)
        st.warning(escape(words), icon=":material/content_cut:")
    if found.frame.is_empty():
        return
    shown, columns = _name_columns(found.frame)
    show_table(shown, columns, alt=text("sql.result"), key="sql_table")
    offer_file(
        markdown("figure.download"),
        partial(write_csv, found.frame, _describe(asked, found)),
        file_name=f"query_{release}.csv",
        mime=CSV,
        key="download_sql",
        release=release,
    )


def _name_columns(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Column]]:
    """Columns under names of ours: those of a query may mean something to Streamlit."""
    names = {name: f"column_{place}" for place, name in enumerate(frame.columns)}
    columns = {
        names[name]: Column(name, _choose_kind(kind))
        for name, kind in frame.schema.items()
    }
    return frame.rename(names), columns


def _choose_kind(kind: pl.DataType) -> Kind:
    """Numbers as they are, for a year or a code is one too."""
    if kind.is_numeric():
        return "figure"
    if kind == pl.Date:
        return "date"
    return "flag" if kind == pl.Boolean else "text"


def _describe(asked: Asked, found: Rows) -> dict[str, str]:
    """The columns that every row carries, as in other files; a query has no scope."""
    info = asked.release.info
    as_of = [f"{scope} {day.isoformat()}" for scope, day in info.as_of.items()]
    return {
        "scope": "all",
        "provenance": _WEAKEST[info.edition],
        "definition": " ".join(asked.sql.split()),
        "filters": text("filters.none"),
        "release": info.id,
        "edition": info.edition,
        "as_of": "; ".join(as_of),
        "queried_at": asked.at.isoformat(timespec="seconds"),
        "rows": plural("sql.cut" if found.is_cut else "sql.rows", found.frame.height),
        "notice": text("download.notice"),
    }
