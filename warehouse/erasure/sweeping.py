"""Taking people out of what is landed, handed over and being worked on.

Every step can be repeated: a file is replaced at once, and a load's entry is written
anew from what its files have then.
"""

import time
from dataclasses import replace
from pathlib import Path

import polars as pl

from warehouse.backup import remove_snapshot
from warehouse.drafts import remove_drafts
from warehouse.erasure.holdings import (
    PLACE,
    Marked,
    find_theirs,
    list_loads,
    read_people,
)
from warehouse.full_build import remove_full_build
from warehouse.intake.changes import CHANGES_NAME, count_traced
from warehouse.intake.landing import undo_unfinished
from warehouse.intake.ledger import Load, loads_dir, write_entry
from warehouse.intake.writing import QUARANTINE
from warehouse.parcel_runs import is_running
from warehouse.parcels import list_parcels
from warehouse.parquet import filter_parquet
from warehouse.settings import Settings
from warehouse.workspace import remove_leftovers

_LOOK_SECONDS = 0.2


def sweep(marked: Marked, settings: Settings) -> int:
    """Take them out; call it with the lock held. Returns how many rows were theirs."""
    undo_unfinished(settings)
    remove_leftovers(settings)
    rows = sum(_sweep_load(load, marked, settings) for load in list_loads(settings))
    empty_inbox(settings)
    remove_full_build(settings)
    remove_snapshot(settings)
    remove_drafts(settings)
    return rows


def empty_inbox(settings: Settings) -> None:
    """Remove every file that was handed over, once nobody reads it any more.

    Nobody could tell from the marks whom a file names that was not read yet.
    """
    for parcel in list_parcels(settings):
        while is_running(parcel):
            time.sleep(_LOOK_SECONDS)
        parcel.remove()


def _sweep_load(load: Load, marked: Marked, settings: Settings) -> int:
    folder = loads_dir(settings) / load.load_id
    for name in (f"{load.dataset}.parquet", f"{QUARANTINE}.parquet", CHANGES_NAME):
        _sweep_file(folder / name, marked)
    after = _describe(load, folder)
    if after != load:
        write_entry(after, folder)
    return after.rows_erased - load.rows_erased


def _sweep_file(path: Path, marked: Marked) -> None:
    if path.is_file() and find_theirs(read_people(path), marked).any():
        filter_parquet(path, lambda rows: ~find_theirs(rows, marked))


def _describe(load: Load, folder: Path) -> Load:
    """The load's entry as its files have it now."""
    rows = pl.scan_parquet(folder / f"{load.dataset}.parquet").select(pl.len())
    accepted = int(rows.collect().item())
    held = pl.read_parquet(folder / f"{QUARANTINE}.parquet")
    place = [name for name in PLACE if name in held.columns]
    reasons = held.unique([*place, "rule"])["rule"].value_counts()
    quarantined = held.select(place).n_unique() if held.height else 0
    return replace(
        load,
        rows_accepted=accepted,
        rows_quarantined=quarantined,
        rows_erased=load.rows_in - accepted - quarantined,
        reasons=dict(sorted(reasons.rows())),
        changes=_count_changes(load, folder),
    )


def _count_changes(load: Load, folder: Path) -> dict[str, int]:
    """A corrected row whose earlier values are gone was not corrected."""
    if not (folder / CHANGES_NAME).is_file():
        return load.changes
    counts = load.changes | {"changed": count_traced(folder)}
    return {name: count for name, count in counts.items() if count}
