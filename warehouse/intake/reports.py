"""What became of each table of a file, for people and for `--format json`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.intake.ledger import Load
from warehouse.intake.recognition import Recognised
from warehouse.intake.writing import QUARANTINE, REMARKS

FINDINGS_SHOWN = 200


@dataclass(frozen=True)
class Finding:
    """A fault or remark: `row` is numbered as in the file, from 1 with the headers."""

    row: int
    column: str
    rule: str
    value: str | None
    parameters: dict[str, Any]
    is_quarantined: bool


@dataclass(frozen=True)
class FileReport:
    """What became of one table; `reasons` counts quarantined rows per broken rule.

    A row that breaks two rules is one quarantined row and counts under both. `columns`
    maps declared columns to the file's headers; `findings` has the first ones.
    Rows of erased people are neither accepted nor quarantined: `rows_erased`.
    `namesakes` are loads of the same name that count as well, `mended_through` those
    that brought mended rows of the load that is replaced.
    """

    file: str
    sha256: str
    dataset: str
    sheet: str | None
    rows_in: int
    rows_accepted: int
    rows_quarantined: int
    rows_erased: int
    reasons: dict[str, int]
    load_id: str
    is_repeat: bool
    ignored_columns: tuple[str, ...]
    remarks: dict[str, int]
    changes: dict[str, int]
    replaces: str | None
    rows_mended: int
    columns: dict[str, str]
    identifiers: tuple[str, ...]
    encoding: str | None
    formats: dict[str, str]
    is_mapping_kept: bool
    skipped_sheets: tuple[str, ...]
    namesakes: tuple[str, ...]
    mended_through: tuple[str, ...]
    findings: tuple[Finding, ...]


def write_report(
    recognised: Recognised,
    load: Load,
    folder: Path,
    *,
    is_repeat: bool = True,
    skipped: tuple[str, ...],
    namesakes: Sequence[str] = (),
    mended_through: Sequence[str] = (),
) -> FileReport:
    """Tell what became of a table whose load lies in `folder`."""
    return FileReport(
        file=str(recognised.file.path),
        sha256=load.sha256,
        dataset=load.dataset,
        sheet=load.sheet,
        rows_in=load.rows_in,
        rows_accepted=load.rows_accepted,
        rows_quarantined=load.rows_quarantined,
        rows_erased=load.rows_erased,
        reasons=load.reasons,
        load_id=load.load_id,
        is_repeat=is_repeat,
        ignored_columns=tuple(load.ignored_columns),
        remarks=load.remarks,
        changes=load.changes,
        replaces=load.replaces,
        rows_mended=load.rows_mended,
        columns=recognised.names,
        identifiers=tuple(
            recognised.header.labels[at] for at in recognised.identifiers.values()
        ),
        encoding=load.encoding,
        formats=load.formats,
        is_mapping_kept=recognised.is_mapping_kept,
        skipped_sheets=skipped,
        namesakes=tuple(namesakes),
        mended_through=tuple(mended_through),
        findings=tuple(_read_findings(folder)),
    )


def _read_findings(folder: Path) -> list[Finding]:
    found: list[Finding] = []
    for name in (QUARANTINE, REMARKS):
        path = folder / f"{name}.parquet"
        if path.is_file():
            rows = pl.scan_parquet(path).head(FINDINGS_SHOWN - len(found)).collect()
            found += [
                Finding(
                    row["source_row"],
                    row["column"],
                    row["rule"],
                    row["value"],
                    json.loads(row["parameters"]),
                    name == QUARANTINE,
                )
                for row in rows.iter_rows(named=True)
            ]
    return found
