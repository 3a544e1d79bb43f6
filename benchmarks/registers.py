"""Writing and landing a large register against Polars writing and reading its file."""

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.fresh_process import Work, run_fresh
from benchmarks.measuring import Comparison, compare

ATTENDANCES = 2_000_000
REPETITIONS = 3
NOTE = f"{ATTENDANCES:,} attendances, a fresh process each"


def measure() -> list[Comparison]:
    """Seconds and peak memory of synthesising, and of landing its attendance file."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        file = _write_registers(room)
        pairs = {
            "synthesise": (_ask("synthesise", room), _ask("write", room, file)),
            "ingest": (_ask("ingest", room, file), _ask("copy", room, file)),
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
    rate = ATTENDANCES / sorted(timed.subject)[len(timed.subject) // 2]
    return [
        Comparison(
            timed.name,
            "s",
            timed.subject,
            timed.floor,
            note=f"{NOTE}; {rate:,.0f} rows a second",
        ),
        Comparison(
            f"{name}, peak memory",
            "MiB",
            tuple(peak for _, peak in runs["subject"]),
            tuple(peak for _, peak in runs["floor"]),
            note=NOTE,
        ),
    ]


def _write_registers(room: Path) -> Path:
    run_fresh(_ask("synthesise", room))
    return next((room / "synthesised").rglob("attendance.parquet"))


def _ask(task: str, room: Path, file: Path | None = None) -> Work:
    return Work(task, ATTENDANCES, room, file)
