"""One table made into a load: its rows written, its entry told."""

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.intake.changes import CHANGES_NAME, describe_changes
from warehouse.intake.erased import read_erased
from warehouse.intake.identity import name_key
from warehouse.intake.ledger import Load, write_entry
from warehouse.intake.quarantine import list_held, list_mended
from warehouse.intake.recognition import Recognised
from warehouse.intake.references import Known
from warehouse.intake.writing import LoadWriter, Origin, Tally
from warehouse.settings import Settings


@dataclass(frozen=True)
class Task:
    """A table to load: `gone` are loads whose place it takes, `current` all that count.

    `first_at` is when the same rows were loaded first, if they were.
    """

    recognised: Recognised
    load_id: str
    provenance: str
    gone: list[Load]
    current: list[Load]
    first_at: str | None


def write_load(
    task: Task,
    folder: Path,
    known: Known,
    settings: Settings,
    *,
    locate: Callable[[str], Path],
    progress: Callable[[int], None],
) -> Load:
    """Judge the rows, and write them and the load's entry into its folder."""
    secret = settings.identity_key
    key = secret.get_secret_value() if secret else None
    held = list_held(task.current, locate)
    mended = list_mended([ld for ld in task.current if ld not in task.gone], locate)
    erased = read_erased(settings).marks
    origin = Origin(task.load_id, task.provenance, key, held, mended, erased)
    tally = LoadWriter(task.recognised, origin, known, settings).write(folder, progress)
    dataset = task.recognised.dataset
    rows = folder / f"{dataset.name}.parquet"
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    later = [load for load in task.current if load.loaded_at > (task.first_at or now)]
    changes, values = describe_changes(
        rows, dataset, task.current, task.gone, later, locate
    )
    if not values.is_empty():
        values.write_parquet(folder / CHANGES_NAME)
    key_name = find_key_name(task.recognised, settings)
    load = _describe(task, tally, changes, key_name, now)
    write_entry(load, folder)
    return load


def find_key_name(recognised: Recognised, settings: Settings) -> str | None:
    """The mark of the key that people of this table get their codes with."""
    key = settings.identity_key
    if key is None or not recognised.identifiers:
        return None
    return name_key(key.get_secret_value())


def _describe(
    task: Task, tally: Tally, changes: dict[str, int], key_name: str | None, now: str
) -> Load:
    recognised = task.recognised
    return Load(
        load_id=task.load_id,
        file=recognised.file.path.name,
        sha256=recognised.file.sha256,
        dataset=recognised.dataset.name,
        sheet=recognised.sheet.name,
        provenance=task.provenance,
        rows_in=tally.rows_in,
        rows_accepted=tally.rows_accepted,
        rows_quarantined=tally.rows_quarantined,
        rows_erased=tally.rows_erased,
        reasons=dict(sorted(tally.reasons.items())),
        ignored_columns=list(recognised.ignored_headers),
        loaded_at=task.first_at or now,
        loaded_by=_name_user(),
        remarks=dict(sorted(tally.remarks.items())),
        changes=changes,
        replaces=task.gone[0].load_id if task.gone else None,
        retires=[load.load_id for load in task.gone[1:]],
        mapping_id=recognised.mapping.fingerprint if recognised.mapping else None,
        key_name=key_name,
        encoding=recognised.sheet.encoding,
        content_sha256=recognised.sheet.content_sha256,
        formats=recognised.formats,
        rows_mended=tally.rows_mended,
        read_again_at=now if task.first_at else None,
    )


def _name_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"uid {os.getuid()}"
