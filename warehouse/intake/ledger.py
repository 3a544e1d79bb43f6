"""The ledger: one entry per load, kept beside the rows that it landed."""

import json
from dataclasses import asdict, dataclass
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


def loads_dir(settings: Settings) -> Path:
    """The folder that has one folder per load."""
    return settings.staged_dir / "loads"


def read_ledger(settings: Settings) -> list[Load]:
    """All loads, the oldest first."""
    entries = loads_dir(settings).glob(f"*/{ENTRY_NAME}")
    loads = [Load(**json.loads(entry.read_text("utf-8"))) for entry in entries]
    return sorted(loads, key=lambda load: (load.loaded_at, load.load_id))


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
