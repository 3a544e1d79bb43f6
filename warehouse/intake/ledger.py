"""The ledger: one entry per load, kept beside the rows that it landed."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path

import polars as pl

from warehouse.durability import replace_text
from warehouse.settings import Settings

ENTRY_NAME = "load.json"
_JOURNALS = "landing-*.json"
_JSON_FIELDS = (
    "reasons",
    "remarks",
    "changes",
    "ignored_columns",
    "formats",
    "retires",
)


@dataclass(frozen=True)
class Load:
    """One landed table. Times are UTC in ISO 8601.

    `rows_erased` were those of people who asked to be forgotten, in the file or later.
    `reasons` counts quarantined rows per rule, `remarks` accepted ones; `changes` says
    what became of earlier rows: how many were `added`, `changed`, `unchanged`,
    `withdrawn`. `mapping_id` tells how the file was read, `key_name` with which key
    people got their codes, `replaces` which load no longer counts, `retires` which
    earlier readings of the same rows. `content_sha256` is of a workbook's one sheet.
    A file that is read again, at `read_again_at`, keeps the time when it was loaded
    first: what came after still supersedes its rows.
    """

    load_id: str
    file: str
    sha256: str
    dataset: str
    sheet: str | None
    provenance: str
    rows_in: int
    rows_accepted: int
    rows_quarantined: int
    reasons: dict[str, int]
    ignored_columns: list[str]
    loaded_at: str
    loaded_by: str
    remarks: dict[str, int] = field(default_factory=dict)
    changes: dict[str, int] = field(default_factory=dict)
    replaces: str | None = None
    mapping_id: str | None = None
    key_name: str | None = None
    encoding: str | None = None
    formats: dict[str, str] = field(default_factory=dict)
    rows_mended: int = 0
    rows_erased: int = 0
    content_sha256: str | None = None
    retires: list[str] = field(default_factory=list)
    read_again_at: str | None = None


class DamagedLoadError(ValueError):
    """A load's entry is damaged; the text is the path of its file."""


def loads_dir(settings: Settings) -> Path:
    """The folder that has one folder per load."""
    return settings.staged_dir / "loads"


def read_history(settings: Settings) -> list[Load]:
    """Every load that ever counted, the oldest first.

    Raises:
        DamagedLoadError: naming the entry that cannot be read.
    """
    unfinished = {
        name for path in find_journals(settings) for name in _read_names(path)
    }
    entries = loads_dir(settings).glob(f"*/{ENTRY_NAME}")
    loads = [
        _read_entry(entry)
        for entry in sorted(entries)
        if entry.parent.name not in unfinished
    ]
    return sorted(loads, key=lambda load: (load.loaded_at, load.load_id))


def read_ledger(settings: Settings) -> list[Load]:
    """The loads that count: those that no later one replaces, the oldest first.

    Raises:
        DamagedLoadError: naming the entry that cannot be read.
    """
    loads = read_history(settings)
    gone = find_replaced(loads)
    return [load for load in loads if load.load_id not in gone]


def find_replaced(loads: Iterable[Load]) -> set[str]:
    """The ids of loads that a later one takes the place of."""
    return {name for load in loads for name in (load.replaces, *load.retires) if name}


def find_journals(settings: Settings) -> list[Path]:
    """Lists of loads being put in place; one that is left was not finished."""
    return sorted(settings.staged_dir.glob(_JOURNALS))


def _read_names(journal: Path) -> list[str]:
    try:
        names: list[str] = json.loads(journal.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedLoadError(journal) from error
    return names


def _read_entry(path: Path) -> Load:
    try:
        load = Load(**json.loads(path.read_bytes()))
        if datetime.fromisoformat(load.loaded_at).tzinfo is None:
            raise ValueError(load.loaded_at)
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise DamagedLoadError(path) from error
    return load


def write_entry(load: Load, folder: Path) -> None:
    """Write the entry of one load into its folder."""
    text = json.dumps(asdict(load), ensure_ascii=False, indent=2)
    replace_text(folder / ENTRY_NAME, text + "\n")


def tabulate_ledger(settings: Settings) -> pl.DataFrame:
    """The ledger as a frame, one row per load that counts; lists are JSON text."""
    rows = [
        asdict(load)
        | {
            name: json.dumps(getattr(load, name), ensure_ascii=False)
            for name in _JSON_FIELDS
        }
        for load in read_ledger(settings)
    ]
    frame = pl.DataFrame(rows, schema=_LEDGER_TYPES)
    return frame.with_columns(
        pl.col("loaded_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%z", time_unit="us")
    )


_LEDGER_TYPES: dict[str, pl.DataType] = {
    entry.name: pl.Int64() if entry.name.startswith("rows_") else pl.String()
    for entry in fields(Load)
}
