"""A comparison as a workbook: what moved, definitions, rows, targets and files."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter import Workbook

from warehouse.comparison.comparing import Comparison
from warehouse.comparison.words import (
    name_causes,
    name_indicator,
    name_measure,
    name_part,
    name_period,
    name_provenance,
    name_scope,
    name_status,
)
from warehouse.releases import Release
from warehouse.wording import current_language, say, say_code
from warehouse.workbook_files import open_workbook

Cell = str | float | int | bool | None
Table = tuple[str, Sequence[str], Iterator[Sequence[Cell]]]
"""Key of the sheet's name, keys of the columns, rows."""

_WIDTH = 20
_FIGURES = (
    "indicator",
    "metric",
    "scope",
    "period",
    "part",
    "measure",
    "provenance",
    "before",
    "after",
    "difference",
    "state_before",
    "state_after",
    "why",
    "restated",
    "weight",
)
_DEFINITIONS = ("metric", "scope", "field", "before", "after")
_ROWS = ("fact", "provenance", "rows_added", "rows_superseded", "rows_withdrawn")
_TARGETS = (
    "metric",
    "scope",
    "period",
    "part",
    "provenance",
    "target_before",
    "target_after",
    "percent_met_before",
    "percent_met_after",
    "status_before",
    "status_after",
    "why",
)
_INPUTS = ("release", "file", "dataset", "rows_accepted", "sha256")


def write_workbook(comparison: Comparison, out: Path) -> None:
    """Write a comparison; the file appears whole or not at all."""
    with open_workbook(out) as book:
        for table in _list_tables(comparison):
            _write(book, *table)


def _list_tables(comparison: Comparison) -> Iterator[Table]:
    yield (
        "releases",
        ("release", "edition", "as_of", "created"),
        _list_releases(comparison),
    )
    yield "figures", _FIGURES, _list_figures(comparison)
    yield "definitions", _DEFINITIONS, _list_definitions(comparison)
    yield "rows", _ROWS, _list_rows(comparison)
    yield "targets", _TARGETS, _list_targets(comparison)
    yield "inputs", _INPUTS, _list_inputs(comparison)


def _write(
    book: Workbook, name: str, columns: Sequence[str], rows: Iterator[Sequence[Cell]]
) -> None:
    sheet = book.add_worksheet(say(f"comparison_sheet.{name}"))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    sheet.write_row(0, 0, [say(f"comparison_column.{c}") for c in columns], head)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(columns) - 1, _WIDTH)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)


def _list_releases(comparison: Comparison) -> Iterator[Sequence[Cell]]:
    for release in (comparison.before, comparison.after):
        yield _describe_release(release)
    yield ()
    yield (say("comparison.written_at", time=_show_time(datetime.now(UTC))),)
    yield (say("comparison.weight_rule"),)


def _describe_release(release: Release) -> Sequence[Cell]:
    info = release.info
    dates = sorted(f"{scope}: {day}" for scope, day in info.as_of.items())
    return (
        info.id,
        say(f"edition.{info.edition}"),
        ", ".join(dates),
        _show_time(info.created_at),
    )


def _show_time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _list_figures(comparison: Comparison) -> Iterator[Sequence[Cell]]:
    for row in comparison.moves.iter_rows(named=True):
        yield (
            name_indicator(row),
            row["metric"],
            name_scope(row),
            name_period(row["grain"], row["period"]),
            name_part(row),
            name_measure(row),
            name_provenance(row["provenance"]),
            row["value_before"],
            row["value_after"],
            row["difference"],
            say(f"comparison_state.{row['state_before']}"),
            say(f"comparison_state.{row['state_after']}"),
            name_causes(row["causes"]),
            say("comparison.restated") if row["is_restated"] else None,
            row["weight"],
        )


def _list_definitions(comparison: Comparison) -> Iterator[Sequence[Cell]]:
    side = 1 if current_language() == "ru" else 0
    for change in comparison.definitions:
        texts = (change.before[side], change.after[side])
        yield (change.metric, change.scope, change.field, *texts)


def _list_rows(comparison: Comparison) -> Iterator[Sequence[Cell]]:
    for row in comparison.rows.iter_rows(named=True):
        name = say_code("comparison_fact", row["fact"])
        counts = (row[column] for column in _ROWS[2:])
        yield (name, name_provenance(row["provenance"]), *counts)


def _list_inputs(comparison: Comparison) -> Iterator[Sequence[Cell]]:
    ids = {"before": comparison.before.id, "after": comparison.after.id}
    for side, file in comparison.inputs:
        yield (ids[side], file.file, file.dataset, file.rows_accepted, file.sha256)


def _list_targets(comparison: Comparison) -> Iterator[Sequence[Cell]]:
    for row in comparison.judged.iter_rows(named=True):
        yield (
            row["metric"],
            name_scope(row),
            name_period(row["grain"], row["period"]),
            name_part(row),
            name_provenance(row["provenance"]),
            *(row[column] for column in _TARGETS[5:9]),
            name_status(row, "before"),
            name_status(row, "after"),
            name_causes(row["causes"]),
        )
