"""Writing and landing a large register against Polars writing and reading its file."""

import tempfile
from functools import partial
from pathlib import Path

import polars as pl

from benchmarks.fresh_process import Work, run_fresh
from benchmarks.measuring import Comparison, compare

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
            for comparison in _compare_work(name, subject, floor)
        ]


def _compare_work(name: str, subject: Work, floor: Work) -> list[Comparison]:
    runs: dict[str, list[tuple[float, float]]] = {"subject": [], "floor": []}

    def run(work: Work, key: str) -> float:
        seconds, peak_bytes = run_fresh(work)
        runs[key].append((seconds, peak_bytes / 2**20))
        return seconds

    timed = compare(
        f"{name}, time",
        "s",
        partial(run, subject, "subject"),
        partial(run, floor, "floor"),
        repetitions=REPETITIONS,
        warm_ups=0,
    )
    rows = subject.attendances
    note = f"{rows:,} attendances, a fresh process each"
    rate = rows / sorted(timed.subject)[len(timed.subject) // 2]
    return [
        Comparison(
            timed.name,
            "s",
            timed.subject,
            timed.floor,
            note=f"{note}; {rate:,.0f} rows a second",
        ),
        Comparison(
            f"{name}, peak memory",
            "MiB",
            tuple(peak for _, peak in runs["subject"]),
            tuple(peak for _, peak in runs["floor"]),
            note=note,
        ),
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
