"""The things behind a figure, and the rows of files and blocks that tell of them."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard.changes.words import name_fact
from dashboard.data import ask, find_audience
from dashboard.figures import Note, offer_download
from dashboard.indicator_words import format_figure
from dashboard.states import name_provenance, weakest_provenance
from dashboard.tables import Column, show_table
from dashboard.trace.figures import FigureId
from dashboard.wording import (
    escape,
    format_date_range,
    format_number,
    markdown,
    pick,
    plural,
    text,
    word,
)
from warehouse.answers.trace import fetch_files, fetch_sources, fetch_things
from warehouse.metric_sheet import PEOPLE_CLASSES

Row = Mapping[str, Any]
HASH_SHOWN = 16


def show_things(figure: FigureId, row: Row) -> None:
    """Show each thing with what it adds and where its rows stand, then the files."""
    things = ask(fetch_things, astuple(figure))
    st.header(markdown("trace.things_title"), anchor=False)
    if things.is_empty():
        st.markdown(f":gray[{_word_nothing(row)}]")
        return
    st.markdown(escape(_describe_sum(things, row)))
    table = _build_table(figure, things, row)
    show_table(
        table,
        _list_columns(table),
        alt=text("trace.things_title"),
        key="trace_things",
    )
    note = Note(
        weakest_provenance([row["provenance"]]),
        definition=pick(row, "definition"),
        filters=figure.write(),
        scope=figure.scope,
    )
    offer_download(table, name="trace", note=note)
    _show_files(figure, note)


def _word_nothing(row: Row) -> str:
    is_hidden = (
        find_audience() == "public" and row["suppression_class"] in PEOPLE_CLASSES
    )
    return markdown("trace.things_hidden" if is_hidden else "trace.no_things")


def _describe_sum(things: pl.DataFrame, row: Row) -> str:
    first = things.row(0, named=True)
    parts = [plural("trace.things", first["things_count"])]
    if first["things_count"] > things.height:
        parts.append(text("trace.shown", shown=things.height))
    if not first["is_of_member"]:
        parts.append(text("trace.of_the_whole"))
    if row["rollup_disaggregates"] in ("distinct", "none"):
        parts.append(text("trace.counted_once"))
    if things["is_withheld"].any():
        parts.append(text("trace.withheld"))
    return " ".join(parts)


def _build_table(figure: FigureId, things: pl.DataFrame, row: Row) -> pl.DataFrame:
    sources = ask(fetch_sources, astuple(figure)).to_dicts()
    places: dict[tuple[str, str], list[Row]] = {}
    for source in sources:
        key = (source["evidence_kind"], source["evidence_id"])
        places.setdefault(key, []).append(source)
    rows = [
        {
            "date": _name_days(thing),
            "thing": _name_thing(thing),
            "place": pick(thing, "place") or "",
            "adds": _say_amount(thing, row),
            "source": "; ".join(
                _say_source(source)
                for source in places.get(
                    (thing["evidence_kind"], thing["evidence_id"]), []
                )
            ),
            "evidence_id": thing["evidence_id"],
        }
        for thing in things.to_dicts()
    ]
    return pl.DataFrame(rows)


def _list_columns(table: pl.DataFrame) -> dict[str, Column]:
    columns = {
        "date": Column(text("trace.date"), width=150),
        "thing": Column(text("trace.thing"), width=270),
        "place": Column(text("trace.place"), width=170),
        "adds": Column(text("trace.adds"), "figure", width=120),
        "source": Column(text("trace.source"), width=360),
    }
    return {
        name: column for name, column in columns.items() if any(table[name].to_list())
    }


def _name_days(thing: Row) -> str:
    start: date | None = thing["start_date"] or thing["evidence_date"]
    return format_date_range(start, thing["end_date"] or start) if start else ""


def _name_thing(thing: Row) -> str:
    name = pick(thing, "name")
    kind = word("evidence", thing["evidence_kind"])
    return name or f"{kind} {thing['evidence_id']}"


def _say_amount(thing: Row, row: Row) -> str:
    if thing["is_withheld"]:
        return text("trace.in_total")
    if thing["value"] is not None:
        return format_figure(thing["value"], row)
    return text(
        "trace.ratio",
        numerator=format_number(thing["numerator"] or 0, digits=1),
        denominator=format_number(thing["denominator"] or 0, digits=1),
    )


def _say_source(source: Row) -> str:
    """`attendance.csv, rows 12–40 (Attendances)`, or the blocks of the page."""
    if source["block_ids"]:
        return text("trace.blocks", blocks=source["block_ids"].replace(";", ", "))
    first, last = source["first_source_row"], source["last_source_row"]
    name = source["file_name"] or pick(source, "title")
    rows = _say_rows(first, last, source["rows_count"])
    return f"{name}{rows} ({name_fact(source['fact'])})"


def _say_rows(first: int | None, last: int | None, count: int) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return ", " + text("trace.row", row=str(first))
    if last - first + 1 == count:
        return ", " + text("trace.rows", first=str(first), last=str(last))
    return ", " + text("trace.rows_of", first=str(first), last=str(last), n=count)


def _show_files(figure: FigureId, note: Note) -> None:
    """The files with the start of each hash; the download has the whole."""
    files = pl.DataFrame(
        [_build_file(source) for source in ask(fetch_files, astuple(figure)).to_dicts()]
    )
    show_table(
        files.with_columns(pl.col("sha256").str.head(HASH_SHOWN)),
        {
            "source": Column(text("trace.file"), width=300),
            "rows": Column(text("trace.file_rows"), "number"),
            "blocks": Column(text("trace.file_blocks"), width=160),
            "sha256": Column("SHA-256", width=190),
            "provenance": Column(text("places.provenance"), width=140),
        },
        alt=text("trace.files_alt"),
        key="trace_files",
    )
    offer_download(files, name="trace_files", note=note)


def _build_file(source: Row) -> dict[str, Any]:
    return {
        "source": source["file_name"] or pick(source, "title"),
        "rows": source["rows_count"],
        "blocks": _join(source["block_ids"]),
        "sha256": source["sha256"] or "",
        "load_id": source["load_id"] or "",
        "provenance": name_provenance(source["provenance"]),
    }


def _join(blocks: Iterable[str] | None) -> str:
    return ", ".join(block for block in blocks or () if block)
