"""What was found in each table of the files: columns, rows, faults."""

from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from dashboard.cards import Card, show_cards
from dashboard.intake.findings import show_findings
from dashboard.intake.words import (
    list_changes,
    name_column,
    name_register,
    name_rule,
    name_table,
)
from dashboard.tables import Column, show_table
from dashboard.wording import escape, format_number, markdown, plural, text
from warehouse.parcel_runs import Run

Report = dict[str, Any]


def show_reports(run: Run) -> None:
    """Show a table of the files after the other."""
    for number, report in enumerate(run.files):
        with st.container(border=True, key=f"intake_report_{number}"):
            _show_report(report, number)


def _show_report(report: Report, number: int) -> None:
    name = name_table(Path(report["file"]).name, report["sheet"])
    st.subheader(escape(name), anchor=False)
    st.markdown(
        markdown("intake.recognised", register=name_register(report["dataset"]))
    )
    show_cards(_build_cards(report, number))
    if notes := _list_notes(report):
        st.markdown("\n".join(f"- {note}" for note in notes))
    columns, findings = st.columns([2, 3])
    with columns:
        _show_columns(report, number)
    with findings:
        show_findings(report, number)


def _build_cards(report: Report, number: int) -> list[Card]:
    return [
        Card(
            f"intake_in_{number}",
            text("sources.rows_in"),
            format_number(report["rows_in"]),
            comparison=[text("intake.balance")],
        ),
        Card(
            f"intake_accepted_{number}",
            text("sources.rows_accepted"),
            format_number(report["rows_accepted"]),
            comparison=_tell_changes(report),
        ),
        Card(
            f"intake_held_{number}",
            text("sources.rows_quarantined"),
            format_number(report["rows_quarantined"]),
            comparison=_count_rules(report["reasons"]),
        ),
    ]


def _tell_changes(report: Report) -> list[str]:
    if report["is_repeat"]:
        return [text("intake.repeat")]
    return list_changes(report["changes"])


def _count_rules(counts: dict[str, int]) -> list[str]:
    return [f"{name_rule(rule)}: {format_number(n)}" for rule, n in counts.items()]


def _list_notes(report: Report) -> list[str]:
    notes = [
        markdown("intake.remark", words=words)
        for words in _count_rules(report["remarks"])
    ]
    if report["rows_erased"]:
        notes.append(escape(plural("intake.erased", report["rows_erased"])))
    if report["rows_mended"]:
        notes.append(escape(plural("intake.mended", report["rows_mended"])))
    if report["replaces"] and not report["is_repeat"]:
        notes.append(markdown("intake.replaces_load", load=report["replaces"]))
    if report["is_mapping_kept"]:
        notes.append(markdown("intake.mapping_kept"))
    if report["encoding"]:
        notes.append(markdown("intake.encoding", encoding=report["encoding"]))
    return [*notes, *_list_formats(report), *_list_names(report)]


def _list_formats(report: Report) -> list[str]:
    return [
        markdown(
            "intake.format",
            column=name_column(report["dataset"], column),
            format=form,
        )
        for column, form in report["formats"].items()
    ]


def _list_names(report: Report) -> list[str]:
    """Columns and sheets that go no further, each kind on a line."""
    return [
        markdown(f"intake.{kind}", names=", ".join(report[kind]))
        for kind in ("identifiers", "ignored_columns", "skipped_sheets")
        if report[kind]
    ]


def _show_columns(report: Report, number: int) -> None:
    st.markdown(f"**{markdown('intake.columns')}**")
    pairs = [
        (header, name_column(report["dataset"], column))
        for column, header in report["columns"].items()
    ]
    show_table(
        pl.DataFrame(pairs, schema=["header", "column"], orient="row"),
        {
            "header": Column(text("intake.header")),
            "column": Column(text("intake.column")),
        },
        alt=text("intake.columns"),
        key=f"intake_columns_{number}",
    )
