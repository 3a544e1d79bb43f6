"""Register files in: recognised, validated, landed or quarantined, and remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.intake.files import open_register
from warehouse.intake.landing import open_landing
from warehouse.intake.ledger import Load, read_ledger
from warehouse.intake.problems import IntakeError
from warehouse.intake.recognition import Recognised, recognise
from warehouse.settings import Settings


@dataclass(frozen=True)
class FileReport:
    """What became of one file; `reasons` counts quarantined rows per broken rule.

    A row that breaks two rules is one quarantined row and counts under both.
    """

    file: str
    sha256: str
    dataset: str
    sheet: str | None
    rows_in: int
    rows_accepted: int
    rows_quarantined: int
    reasons: dict[str, int]
    load_id: str
    is_repeat: bool
    ignored_columns: tuple[str, ...]


def ingest(
    paths: Sequence[Path],
    *,
    settings: Settings,
    dataset: str | None = None,
    provenance: str = "imported",
    dry_run: bool = False,
) -> list[FileReport]:
    """Validate and land register files (CSV in UTF-8, Parquet), in the given order.

    A file whose bytes were loaded before as the same register changes nothing. All
    files are recognised before the first is validated, and all validated before the
    first is landed.

    Raises:
        IntakeError: a file is refused as a whole; no file of the call is landed.
    """
    recognised = [recognise(open_register(path), dataset) for path in paths]
    known = {(load.dataset, load.sha256): load for load in read_ledger(settings)}
    reports = []
    with open_landing(settings) as landing:
        for item in recognised:
            earlier = known.get((item.dataset.name, item.file.sha256))
            load = earlier or landing.prepare(item, provenance)
            known[load.dataset, load.sha256] = load
            reports.append(_report(item, load, is_repeat=earlier is not None))
        if not dry_run:
            landing.finish()
    return reports


def _report(item: Recognised, load: Load, *, is_repeat: bool) -> FileReport:
    return FileReport(
        file=str(item.file.path),
        sha256=load.sha256,
        dataset=load.dataset,
        sheet=load.sheet,
        rows_in=load.rows_in,
        rows_accepted=load.rows_accepted,
        rows_quarantined=load.rows_quarantined,
        reasons=load.reasons,
        load_id=load.load_id,
        is_repeat=is_repeat,
        ignored_columns=tuple(load.ignored_columns),
    )


__all__ = ["FileReport", "IntakeError", "ingest"]
