"""Writing and landing a large register against Polars writing and reading its file."""

import tempfile
from pathlib import Path

import polars as pl

from benchmarks.fresh_process import Work, run_fresh
from benchmarks.measuring import Comparison
from benchmarks.work_cost import compare_work

ATTENDANCES = 2_000_000
CSV_ROWS = 1_000_000
REPETITIONS = 3


def measure() -> list[Comparison]:
    """Seconds and peak memory of synthesising, and of landing its attendance file."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        file = _write_registers(room)
        text = _write_csv(file, room)
        pairs = {
            "synthesise": (_ask("synthesise", room), _ask("write", room, file)),
            "ingest Parquet": (_ask("ingest", room, file), _ask("copy", room, file)),
            "ingest CSV": (_ask("ingest", room, text), _ask("copy", room, text)),
        }
        return [
            comparison
            for name, (subject, floor) in pairs.items()
            for comparison in compare_work(
                name, subject, floor, repetitions=REPETITIONS
            )
        ]


def _write_registers(room: Path) -> Path:
    run_fresh(_ask("synthesise", room))
    return next((room / "synthesised").rglob("attendance.parquet"))


def _write_csv(file: Path, room: Path) -> Path:
    """The first rows of the attendance file as text."""
    path = room / "attendance.csv"
    pl.scan_parquet(file).head(CSV_ROWS).sink_csv(path)
    return path


def _ask(task: str, room: Path, file: Path | None = None) -> Work:
    is_text = file is not None and file.suffix == ".csv"
    return Work(task, CSV_ROWS if is_text else ATTENDANCES, room, file)
