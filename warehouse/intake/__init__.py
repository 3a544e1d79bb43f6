"""Register files in: recognised, validated, landed or quarantined, and remembered."""

from collections.abc import Sequence
from pathlib import Path

from warehouse.audit import record
from warehouse.intake.delivery import Delivery, Progress, Wishes
from warehouse.intake.landing import open_landing
from warehouse.intake.mapping import Mapping, read_mapping
from warehouse.intake.problems import IntakeError
from warehouse.intake.reports import FileReport, Finding
from warehouse.settings import Settings


def ingest(
    paths: Sequence[Path],
    *,
    settings: Settings,
    dataset: str | None = None,
    mapping: Mapping | None = None,
    replaces: str | None = None,
    provenance: str = "imported",
    dry_run: bool = False,
    progress: Progress = lambda file, rows: None,
) -> list[FileReport]:
    """Validate and land register files; one report per table that is a register.

    A table whose bytes were loaded before as the same register, read in the same way,
    changes nothing unless rows of it were quarantined and are in order now. All files
    are recognised before the first is validated, and all validated before the first is
    landed; `replaces` names the load that a corrected file takes the place of.

    Raises:
        IntakeError: a file is refused as a whole; no file of the call is landed.
    """
    wishes = Wishes(dataset, mapping, replaces, provenance)
    with open_landing(settings) as landing:
        delivery = Delivery(settings, wishes, landing, progress)
        reports = delivery.take(paths)
        if not dry_run:
            landing.finish()
            delivery.keep_mapping()
            _record_loads(reports, settings)
    return reports


def _record_loads(reports: list[FileReport], settings: Settings) -> None:
    """Without names of files: people call files by people."""
    for report in reports:
        if not report.is_repeat:
            record(
                "loaded",
                settings,
                load=report.load_id,
                dataset=report.dataset,
                rows_accepted=report.rows_accepted,
                rows_quarantined=report.rows_quarantined,
            )


__all__ = [
    "FileReport",
    "Finding",
    "IntakeError",
    "Mapping",
    "ingest",
    "read_mapping",
]
