"""The ledger: one entry per load, kept beside the rows that it landed."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from warehouse.settings import Settings

ENTRY_NAME = "load.json"


@dataclass(frozen=True)
class Load:
    """One landed file. Times are UTC in ISO 8601; `reasons` counts rows per rule."""

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


class DamagedLoadError(ValueError):
    """A load's entry is damaged; the text is the path of its file."""


def loads_dir(settings: Settings) -> Path:
    """The folder that has one folder per load."""
    return settings.staged_dir / "loads"


def read_ledger(settings: Settings) -> list[Load]:
    """All loads, the oldest first.

    Raises:
        DamagedLoadError: naming the entry that cannot be read.
    """
    entries = loads_dir(settings).glob(f"*/{ENTRY_NAME}")
    loads = [_read_entry(entry) for entry in sorted(entries)]
    return sorted(loads, key=lambda load: (load.loaded_at, load.load_id))


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
    (folder / ENTRY_NAME).write_text(text + "\n", "utf-8")


def tabulate_ledger(settings: Settings) -> pl.DataFrame:
    """The ledger as a frame, one row per load; `reasons` and lists are JSON text."""
    rows = [
        asdict(load)
        | {
            "reasons": json.dumps(load.reasons),
            "ignored_columns": json.dumps(load.ignored_columns, ensure_ascii=False),
        }
        for load in read_ledger(settings)
    ]
    frame = pl.DataFrame(rows, schema=_LEDGER_TYPES)
    return frame.with_columns(
        pl.col("loaded_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%z", time_unit="us")
    )


_LEDGER_TYPES: dict[str, pl.DataType] = {
    name: pl.Int64() if name.startswith("rows_") else pl.String()
    for name in Load.__annotations__
}
